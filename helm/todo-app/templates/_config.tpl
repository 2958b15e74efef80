{{/* What the ConfigMap holds; its checksum restarts pods that read it. */}}
{{- define "todo.config" -}}
{{- $config := dict
  "ENVIRONMENT" .Values.config.environment
  "LOG_LEVEL" .Values.config.logLevel
  "TRUSTED_PROXY_HOPS" (toString (int .Values.config.trustedProxyHops))
-}}
{{- with .Values.config.frontendUrl }}{{ $_ := set $config "FRONTEND_URL" . }}{{ end -}}
{{- with .Subcharts.frontend }}{{ $_ := set $config "apiUrl" (printf "%s/api" (include "todo.backendUrl" (dict "root" $ "own" .))) }}{{ end -}}
{{- include "todo.quoted" (merge $config .Values.config.settings) -}}
{{- end -}}
