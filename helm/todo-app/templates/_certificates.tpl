{{/* The Secret of a certificate, made by cert-manager or here: root, component, tls, hosts */}}
{{- define "todo.certificateObject" -}}
{{- if eq .tls.mode "cert-manager" -}}
apiVersion: cert-manager.io/v1
kind: Certificate
{{ include "todo.metadata" (dict "root" .root "component" .component "name" .tls.secretName) }}
spec:
  secretName: {{ .tls.secretName }}
  dnsNames:
    {{- toYaml .hosts | nindent 4 }}
  privateKey:
    rotationPolicy: Always
  issuerRef:
    name: {{ .tls.certManager.issuer | quote }}
    kind: {{ .tls.certManager.kind }}
    group: cert-manager.io
{{- else if eq .tls.mode "self-signed" -}}
apiVersion: v1
kind: Secret
{{ include "todo.metadata" (dict "root" .root "component" .component "name" .tls.secretName) }}
type: kubernetes.io/tls
data:
  {{- range $name, $value := include "todo.certificate" (dict "root" .root "name" .tls.secretName "hosts" .hosts) | fromJson }}
  {{ $name }}: {{ $value | quote }}
  {{- end }}
{{- end -}}
{{- end -}}
