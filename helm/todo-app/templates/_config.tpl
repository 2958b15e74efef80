{{/* What the ConfigMap holds; its checksum restarts pods that read it. */}}
{{- define "todo.config" -}}
{{- $config := dict
  "ENVIRONMENT" .Values.config.environment
  "LOG_LEVEL" .Values.config.logLevel
-}}
{{- $hops := .Values.config.trustedProxyHops -}}
{{- if kindIs "invalid" $hops }}{{ $hops = ternary 2 1 (and (or .Values.ingress.enabled .Values.gateway.enabled) (eq (include "todo.backendScheme" .) "https")) }}{{ end -}}
{{- $_ := set $config "TRUSTED_PROXY_HOPS" (toString (int $hops)) -}}
{{- with .Values.config.frontendUrl }}{{ $_ := set $config "FRONTEND_URL" . }}{{ end -}}
{{- with .Subcharts.frontend }}{{ $_ := set $config "apiUrl" (printf "%s/api" (include "todo.backendUrl" (dict "root" $ "own" .))) }}{{ end -}}
{{- include "todo.quoted" (merge $config .Values.config.settings) -}}
{{- end -}}
