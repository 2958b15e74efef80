{{/* Pod Security "restricted", for every container. */}}
{{- define "todo.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop: [ALL]
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "todo.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  {{- range $name, $id := pick . "runAsUser" "runAsGroup" "fsGroup" }}
  {{- if not (kindIs "invalid" $id) }}
  {{ $name }}: {{ int64 $id }}
  {{- end }}
  {{- end }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{/* Where a pod may run: own */}}
{{- define "todo.placement" -}}
{{- with .root.Values.global.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
{{- with .own.Values.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .own.Values.runtimeClassName }}
runtimeClassName: {{ . | quote }}
{{- end }}
{{- with .own.Values.nodeSelector }}
nodeSelector:
  {{- include "todo.quoted" . | nindent 2 }}
{{- end }}
{{- with .own.Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .own.Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "todo.podLabels" -}}
{{ include "todo.selector" . }}
app.kubernetes.io/name: todo-app
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/part-of: todo-app
{{- with merge (dict) .own.Values.podLabels .root.Values.commonLabels }}
{{ include "todo.quoted" . }}
{{- end }}
{{- end -}}

{{/* Environment by name: an entry of `extraEnv` replaces the chart's own, for two of a name are an error. */}}
{{- define "todo.env" -}}
{{- $names := list -}}
{{- range .extra }}{{ $names = append $names .name }}{{ end -}}
{{- $all := list -}}
{{- range .env }}{{ if not (has .name $names) }}{{ $all = append $all . }}{{ end }}{{ end -}}
{{- range .extra }}{{ $all = append $all . }}{{ end -}}
{{- with $all }}
env:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "todo.probe" -}}
httpGet:
  path: {{ .path }}
  port: http
  {{- if eq .scheme "https" }}
  scheme: HTTPS
  {{- end }}
{{ toYaml .figures }}
{{- end -}}

{{/*
A Deployment. root, own, component, env, envFrom, initContainers, volumes, mounts (lists), annotations (of the pods),
strategy (text), readyPath, scheme (of probes), grace (seconds)
*/}}
{{- define "todo.deployment" -}}
{{- $own := .own.Values -}}
apiVersion: apps/v1
kind: Deployment
{{ include "todo.metadata" (dict "root" .root "component" .component "name" .component) }}
spec:
  {{- if not $own.autoscaling.enabled }}
  replicas: {{ int $own.replicaCount }}
  {{- end }}
  revisionHistoryLimit: {{ int $own.revisionHistoryLimit }}
  progressDeadlineSeconds: {{ int $own.progressDeadlineSeconds }}
  minReadySeconds: {{ int $own.minReadySeconds }}
  strategy:
    {{- .strategy | nindent 4 }}
  selector:
    matchLabels:
      {{- include "todo.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "todo.podLabels" . | nindent 8 }}
      annotations:
        kubectl.kubernetes.io/default-container: {{ .component }}
        # What lies in /tmp may go: else a node with such a pod would never be given back.
        cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes: tmp
        {{- $annotations := dict -}}
        {{- if $own.metrics.annotations }}{{ $annotations = dict "prometheus.io/scrape" "true" "prometheus.io/port" (toString (int $own.metrics.port)) "prometheus.io/path" "/metrics" }}{{ end }}
        {{- include "todo.quoted" (merge (dict) $own.podAnnotations .annotations $annotations .root.Values.commonAnnotations) | nindent 8 }}
    spec:
      serviceAccountName: {{ include "todo.serviceAccountName" . }}
      {{- include "todo.podSecurity" $own.podSecurityContext | nindent 6 }}
      {{- if $own.userNamespace }}
      hostUsers: false
      {{- end }}
      terminationGracePeriodSeconds: {{ .grace }}
      {{- with include "todo.placement" . | trim }}{{ . | nindent 6 }}{{ end }}
      {{- if $own.topologySpread }}
      topologySpreadConstraints:
        {{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
        - topologyKey: {{ $key }}
          maxSkew: 1
          whenUnsatisfiable: ScheduleAnyway
          matchLabelKeys: [pod-template-hash]
          labelSelector:
            matchLabels:
              {{- include "todo.selector" $ | nindent 14 }}
        {{- end }}
      {{- end }}
      {{- with concat ($own.extraInitContainers | default list) (.initContainers | default list) }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .component }}
          image: {{ include "todo.image" . | quote }}
          imagePullPolicy: {{ $own.image.pullPolicy }}
          {{- include "todo.containerSecurity" . | nindent 10 }}
          ports:
            - name: http
              containerPort: {{ int $own.containerPort }}
            - name: metrics
              containerPort: {{ int $own.metrics.port }}
          {{- with concat (.envFrom | default list) ($own.extraEnvFrom | default list) }}
          envFrom:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- include "todo.env" (dict "env" .env "extra" $own.extraEnv) | trim | nindent 10 }}
          startupProbe:
            {{- include "todo.probe" (dict "scheme" $.scheme "path" "/healthz" "figures" $own.probes.startup) | nindent 12 }}
          readinessProbe:
            {{- include "todo.probe" (dict "scheme" $.scheme "path" .readyPath "figures" $own.probes.readiness) | nindent 12 }}
          livenessProbe:
            {{- include "todo.probe" (dict "scheme" $.scheme "path" "/healthz" "figures" $own.probes.liveness) | nindent 12 }}
          {{- if gt (int $own.shutdown.preStopSeconds) 0 }}
          lifecycle:
            preStop:
              sleep:
                seconds: {{ int $own.shutdown.preStopSeconds }}
          {{- end }}
          resources:
            {{- toYaml $own.resources | nindent 12 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            {{- with concat (.mounts | default list) ($own.extraVolumeMounts | default list) }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
        {{- with $own.extraContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: {{ $own.tmpSize }}
        {{- with concat (.volumes | default list) ($own.extraVolumes | default list) }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{- define "todo.rolling" -}}
type: RollingUpdate
rollingUpdate:
  maxSurge: 1
  maxUnavailable: 0
{{- end -}}

{{/* root, own, component, type */}}
{{- define "todo.service" -}}
{{- $service := .own.Values.service -}}
apiVersion: v1
kind: Service
{{ include "todo.metadata" (dict "root" .root "component" .component "name" .component "annotations" $service.annotations) }}
spec:
  type: {{ .type }}
  {{- if ne .type "ClusterIP" }}
  externalTrafficPolicy: {{ $service.externalTrafficPolicy }}
  {{- end }}
  {{- if eq .type "LoadBalancer" }}
  {{- with $service.loadBalancerClass }}
  loadBalancerClass: {{ . | quote }}
  {{- end }}
  {{- with $service.sourceRanges }}
  loadBalancerSourceRanges:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
  selector:
    {{- include "todo.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ int $service.port }}
      targetPort: http
      protocol: TCP
      {{- with $service.nodePort }}
      nodePort: {{ int . }}
      {{- end }}
{{- end -}}
