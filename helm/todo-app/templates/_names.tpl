{{/* Names are fixed by specification: one release to a namespace. */}}

{{- define "todo.selector" -}}
app: todo-app
component: {{ .component }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
{{- end -}}

{{- define "todo.labels" -}}
app: todo-app
{{- with .component }}
component: {{ . }}
app.kubernetes.io/component: {{ . }}
{{- end }}
app.kubernetes.io/name: todo-app
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: todo-app
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name (.root.Chart.Version | replace "+" "_") | quote }}
{{- with .root.Values.commonLabels }}
{{ include "todo.quoted" . }}
{{- end }}
{{- end -}}

{{/* metadata of an object: root, name, component, annotations (a dict) */}}
{{- define "todo.metadata" -}}
metadata:
  name: {{ .name }}
  labels:
    {{- include "todo.labels" . | nindent 4 }}
  {{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations }}
  annotations:
    {{- include "todo.quoted" . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* A map whose values are texts, whatever they look like: `1` and `y` would else change their type. */}}
{{- define "todo.quoted" -}}
{{- $lines := list -}}
{{- range $key, $value := . }}{{ $lines = append $lines (printf "%s: %s" $key (toString $value | quote)) }}{{ end -}}
{{ join "\n" $lines }}
{{- end -}}

{{- define "todo.image" -}}
{{- $image := .own.Values.image -}}
{{- with .root.Values.global.imageRegistry }}{{ trimSuffix "/" . }}/{{ end }}{{ $image.repository -}}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag }}{{ end -}}
{{- end -}}

{{- define "todo.serviceAccountName" -}}
{{ .own.Values.serviceAccount.name | default (ternary .component "default" .own.Values.serviceAccount.create) }}
{{- end -}}

{{- define "todo.serviceAccount" -}}
{{- if .own.Values.serviceAccount.create }}
apiVersion: v1
kind: ServiceAccount
{{ include "todo.metadata" (dict "root" .root "component" .component "name" (include "todo.serviceAccountName" .) "annotations" .own.Values.serviceAccount.annotations) }}
automountServiceAccountToken: false
---
{{- end }}
{{- end -}}

{{/* Can the cluster be asked? Template-only tools can't, and must not invent what an upgrade would have to find again. */}}
{{- define "todo.seesCluster" -}}
{{- if lookup "v1" "ServiceAccount" .Release.Namespace "default" }}yes{{ else if lookup "v1" "Namespace" "" "kube-system" }}yes{{ end -}}
{{- end -}}

{{/* How people reach it: ingress, gateway, or the page's Service. */}}
{{- define "todo.host" -}}
{{- if .Values.ingress.enabled }}{{ .Values.ingress.host }}{{ else if .Values.gateway.enabled }}{{ first .Values.gateway.hosts | default "" }}{{ end -}}
{{- end -}}

{{- define "todo.backendUrl" -}}
{{- $own := .own.Values.backendUrl -}}
{{- if $own }}{{ trimSuffix "/" $own | trimSuffix "/api" }}{{ else }}{{ include "todo.backendScheme" .root }}://backend:{{ .root.Subcharts.backend.Values.service.port }}{{ end -}}
{{- end -}}

{{- define "todo.backendScheme" -}}
{{- $tls := false -}}
{{- with .Subcharts.backend }}{{ $tls = .Values.tls.enabled }}{{ end -}}
{{ ternary "https" "http" $tls }}
{{- end -}}

{{/* Does an ingress reach the API itself? With https there that would be a matter of each controller's own annotations. */}}
{{- define "todo.edgeReachesBackend" -}}
{{- with .Subcharts.backend }}{{ if not .Values.tls.enabled }}yes{{ end }}{{ end -}}
{{- end -}}

{{- define "todo.backendCaVolume" -}}
- name: backend-ca
  secret:
    secretName: {{ .Subcharts.backend.Values.tls.secretName }}
    items: [{key: ca.crt, path: ca.crt}]
{{- end -}}

{{- define "todo.backendCaMount" -}}
- name: backend-ca
  mountPath: /etc/todo/backend-ca
  readOnly: true
{{- end -}}
