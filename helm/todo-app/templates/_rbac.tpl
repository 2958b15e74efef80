{{- define "todo.roleBinding" -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
{{ include "todo.metadata" (dict "root" .root "name" .name) }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ .name }}
subjects:
  {{- toYaml .subjects | nindent 2 }}
{{- end -}}

{{/* What who looks after it may see: no Secrets. */}}
{{- define "todo.viewerRules" -}}
- apiGroups: [""]
  resources: [pods, pods/log, services, configmaps, events, persistentvolumeclaims, serviceaccounts]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [deployments, replicasets, statefulsets]
  verbs: [get, list, watch]
- apiGroups: [autoscaling, policy, networking.k8s.io, gateway.networking.k8s.io, discovery.k8s.io, events.k8s.io, metrics.k8s.io]
  resources: ["*"]
  verbs: [get, list, watch]
{{- end -}}

{{/* API group → resources of the kinds that not every cluster knows, as far as this release has any. */}}
{{- define "todo.optionalKinds" -}}
{{- $certificates := and .Values.tls.enabled (eq .Values.tls.mode "cert-manager") -}}
{{- $scaled := false -}}
{{- range $name, $chart := .Subcharts -}}
{{- with $chart.Values.tls }}{{ if and .enabled (eq .mode "cert-manager") }}{{ $certificates = true }}{{ end }}{{ end -}}
{{- with $chart.Values.autoscaling }}{{ if and .enabled .requestRate.enabled (eq .requestRate.source "keda") }}{{ $scaled = true }}{{ end }}{{ end -}}
{{- end -}}
{{- if .Values.gateway.enabled }}
gateway.networking.k8s.io: [gateways, httproutes]
{{- end }}
{{- if $certificates }}
cert-manager.io: [certificates]
{{- end }}
{{- if $scaled }}
keda.sh: [scaledobjects]
{{- end }}
{{- if .Values.externalSecrets.enabled }}
external-secrets.io: [externalsecrets]
{{- end }}
{{- if .Values.sealedSecrets.enabled }}
bitnami.com: [sealedsecrets]
{{- end }}
{{- end -}}
