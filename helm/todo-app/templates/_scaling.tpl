{{- define "todo.scaling" -}}
{{- $own := .own.Values -}}
{{- $scaling := $own.autoscaling -}}
{{- if $scaling.enabled }}
---
{{ if and $scaling.requestRate.enabled (eq $scaling.requestRate.source "keda") }}{{ include "todo.scaledObject" . }}{{ else }}{{ include "todo.autoscaler" . }}{{ end }}
{{- end }}
{{- if and $own.podDisruptionBudget.enabled (or $scaling.enabled (gt (int $own.replicaCount) 1)) }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
{{ include "todo.metadata" (dict "root" .root "component" .component "name" .component) }}
spec:
  maxUnavailable: {{ $own.podDisruptionBudget.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "todo.selector" . | nindent 6 }}
{{- end }}
{{- end -}}

{{- define "todo.autoscaler" -}}
{{- $scaling := .own.Values.autoscaling -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
{{ include "todo.metadata" (dict "root" .root "component" .component "name" .component) }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .component }}
  minReplicas: {{ int $scaling.minReplicas }}
  maxReplicas: {{ int $scaling.maxReplicas }}
  metrics:
    {{- range $name := list "cpu" "memory" }}
    {{- with get $scaling $name }}
    - type: Resource
      resource:
        name: {{ $name }}
        target:
          type: Utilization
          averageUtilization: {{ int . }}
    {{- end }}
    {{- end }}
    {{- if $scaling.requestRate.enabled }}
    - type: Pods
      pods:
        metric:
          name: {{ $scaling.requestRate.metric }}
        target:
          type: AverageValue
          averageValue: {{ $scaling.requestRate.target | quote }}
    {{- end }}
  {{- with $scaling.behavior }}
  behavior:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "todo.scaledObject" -}}
{{- $scaling := .own.Values.autoscaling -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
{{ include "todo.metadata" (dict "root" .root "component" .component "name" .component) }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .component }}
  minReplicaCount: {{ int $scaling.minReplicas }}
  maxReplicaCount: {{ int $scaling.maxReplicas }}
  {{- with $scaling.behavior }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        {{- toYaml . | nindent 8 }}
  {{- end }}
  triggers:
    {{- range $name := list "cpu" "memory" }}
    {{- with get $scaling $name }}
    - type: {{ $name }}
      metricType: Utilization
      metadata:
        value: {{ int . | quote }}
    {{- end }}
    {{- end }}
    - type: prometheus
      metadata:
        serverAddress: {{ $scaling.requestRate.prometheus | quote }}
        threshold: {{ $scaling.requestRate.target | quote }}
        query: {{ $scaling.requestRate.query | default (printf "sum(rate(http_request_duration_seconds_count{namespace=\"%s\",pod=~\"%s-.+\"}[1m]))" .root.Release.Namespace .component) | quote }}
{{- end -}}
