{{/* The page: root, own. What is called `todo.…` is in the parent. */}}
{{- define "frontend.manifests" -}}
{{- $root := .root -}}
{{- $own := .own.Values -}}
{{- $trusts := $own.trustForwarded -}}
{{- if not (kindIs "bool" $trusts) }}{{ $trusts = and (or $root.Values.ingress.enabled $root.Values.gateway.enabled) (eq $own.service.type "ClusterIP") }}{{ end -}}
{{- $env := list
  (dict "name" "NODE_ENV" "value" "production")
  (dict "name" "PORT" "value" (toString (int $own.containerPort)))
  (dict "name" "HOSTNAME" "value" "0.0.0.0")
  (dict "name" "METRICS_PORT" "value" (toString (int $own.metrics.port)))
  (dict "name" "NEXT_PUBLIC_API_URL" "valueFrom" (dict "configMapKeyRef" (dict "name" "todo-config" "key" "apiUrl")))
  (dict "name" "TRUST_FORWARDED" "value" (toString $trusts))
  (dict "name" "SHUTDOWN_GRACE_MS" "value" (toString (mul (int $own.shutdown.graceSeconds) 1000)))
-}}
{{- $volumes := list -}}
{{- $mounts := list -}}
{{- if and (eq (include "todo.backendScheme" $root) "https") (not $own.backendUrl) -}}
{{- $env = append $env (dict "name" "NODE_EXTRA_CA_CERTS" "value" "/etc/todo/backend-ca/ca.crt") -}}
{{- $volumes = include "todo.backendCaVolume" $root | fromYamlArray -}}
{{- $mounts = include "todo.backendCaMount" $root | fromYamlArray -}}
{{- end -}}
{{- $given := dict "root" $root "own" .own "component" "frontend" "env" $env "volumes" $volumes "mounts" $mounts "scheme" "http" "readyPath" "/healthz" "strategy" (include "todo.rolling" $root) -}}
{{- $_ := set $given "annotations" (dict "checksum/config" (include "todo.config" $root | sha256sum)) -}}
{{- $_ := set $given "grace" (add (int $own.shutdown.preStopSeconds) (int $own.shutdown.graceSeconds) 15) -}}
{{ include "todo.serviceAccount" $given }}
{{ include "todo.service" (merge (dict "type" $own.service.type) $given) }}
---
{{ include "todo.deployment" $given }}
{{- include "todo.scaling" $given }}
{{- end -}}
