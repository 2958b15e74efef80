{{/*
What everything else asks, found out once a rendering and kept in `.Values._facts`, so that a made password is the same in
the Secret, in the address and in the checksum:
  databaseKind    sqlite | in-cluster | external
  secretName      Secret with the API's settings
  secretData      its contents, where this chart writes it; nil where somebody else does
  secretKeys      the names in it, as far as they can be known
  secretSum       changes when its contents do
  databaseUrl     the address where this chart knows it
  databaseSecret  name; databaseData: contents where this chart writes it
  certificates    name of a Secret → its contents, made or found
*/}}
{{- define "todo.settle" -}}
{{- if not (hasKey .Values "_facts") -}}
{{- $facts := dict "sees" (include "todo.seesCluster" .) "certificates" dict -}}
{{- $_ := set .Values "_facts" $facts -}}
{{- include "todo.settleSecret" . -}}
{{- include "todo.settleDatabase" . -}}
{{- include "todo.refusals" . -}}
{{- include "todo.settleValues" . -}}
{{- end -}}
{{- end -}}

{{/* Who writes the Secret, and which keys it has. */}}
{{- define "todo.settleSecret" -}}
{{- $facts := .Values._facts -}}
{{- $secrets := .Values.secrets -}}
{{- $given := dict -}}
{{- range $value, $name := dict "betterAuthSecret" "BETTER_AUTH_SECRET" "secretKey" "SECRET_KEY" "databaseUrl" "DATABASE_URL" "databaseDirectUrl" "DATABASE_DIRECT_URL" "cohereApiKey" "COHERE_API_KEY" "openaiApiKey" "OPENAI_API_KEY" "geminiApiKey" "GEMINI_API_KEY" "compatibleApiKey" "COMPATIBLE_API_KEY" "smtpUrl" "SMTP_URL" "inviteCode" "INVITE_CODE" -}}
{{- with get $secrets $value }}{{ $_ := set $given $name (toString .) }}{{ end -}}
{{- end -}}
{{- range $name, $value := $secrets.extra }}{{ $_ := set $given $name (toString $value) }}{{ end -}}
{{- $_ := set $facts "given" $given -}}
{{- $_ := set $facts "secretName" ($secrets.existingSecret | default "todo-secrets") -}}
{{- $found := (lookup "v1" "Secret" .Release.Namespace $facts.secretName) | default dict -}}
{{- $_ := set $facts "foundSecret" ($found.data | default dict) -}}
{{- if $secrets.existingSecret -}}
{{- $_ := set $facts "writer" "somebody else" -}}
{{- $_ := set $facts "secretKeys" (keys $facts.foundSecret) -}}
{{- if kindIs "bool" $secrets.existingSecretHasDatabaseUrl -}}
{{- $others := without $facts.secretKeys "DATABASE_URL" -}}
{{- $_ := set $facts "secretKeys" (ternary (append $others "DATABASE_URL") $others $secrets.existingSecretHasDatabaseUrl) -}}
{{- end -}}
{{- else if .Values.externalSecrets.enabled -}}
{{- $_ := set $facts "writer" "External Secrets" -}}
{{- $_ := set $facts "secretKeys" (keys .Values.externalSecrets.keys) -}}
{{- else if .Values.sealedSecrets.enabled -}}
{{- $_ := set $facts "writer" "Sealed Secrets" -}}
{{- $_ := set $facts "secretKeys" (keys .Values.sealedSecrets.encryptedData) -}}
{{- else -}}
{{- $_ := set $facts "writer" "this chart" -}}
{{- $_ := set $facts "secretKeys" (keys $given) -}}
{{- end -}}
{{- end -}}

{{- define "todo.settleDatabase" -}}
{{- $facts := .Values._facts -}}
{{- $kind := "none" -}}
{{- if and .Subcharts.backend .Subcharts.backend.Values.sqlite.enabled }}{{ $kind = "sqlite" -}}
{{- else if has "DATABASE_URL" $facts.secretKeys }}{{ $kind = "external" -}}
{{- else if .Subcharts.database }}{{ $kind = "in-cluster" }}{{ end -}}
{{- $_ := set $facts "databaseKind" $kind -}}
{{- $_ := set $facts "databaseUrl" (get $facts.given "DATABASE_URL" | default "") -}}
{{- $before := (lookup "v1" "ConfigMap" .Release.Namespace "todo-config") | default dict -}}
{{- $annotations := (($before.metadata | default dict).annotations) | default dict -}}
{{- $_ := set $facts "databaseKindBefore" (get $annotations "todo-app/database" | default "") -}}
{{- end -}}

{{/* Once nothing is refused: the Secrets' contents and checksums. */}}
{{- define "todo.settleValues" -}}
{{- $facts := .Values._facts -}}
{{- $sum := dict "writer" $facts.writer "found" $facts.foundSecret -}}
{{- if eq $facts.databaseKind "in-cluster" -}}
{{- $db := .Subcharts.database.Values -}}
{{- $_ := set $facts "databaseSecret" ($db.existingSecret | default "todo-db-credentials") -}}
{{- if not $db.existingSecret -}}
{{- $found := (((lookup "v1" "Secret" .Release.Namespace "todo-db-credentials") | default dict).data) | default dict -}}
{{- $password := $db.password | default (get $found "password" | b64dec) | default (randAlphaNum 32) -}}
{{- $admin := $db.adminPassword | default (get $found "postgres-password" | b64dec) | default (randAlphaNum 32) -}}
{{- $_ := set $facts "databaseData" (dict "username" $db.user "password" $password "postgres-password" $admin) -}}
{{- $user := $db.user | urlquery | replace "+" "%20" -}}
{{- $_ := set $facts "databaseUrl" (printf "postgresql://%s:%s@todo-db:%d/%s%s" $user ($password | urlquery | replace "+" "%20") (int $db.port) $db.name (include "todo.databaseTlsQuery" .)) -}}
{{- end -}}
{{- $_ := set $sum "database" ($facts.databaseData | default (((lookup "v1" "Secret" .Release.Namespace $facts.databaseSecret) | default dict).data) | default dict) -}}
{{- end -}}
{{- if eq $facts.writer "this chart" -}}
{{- $data := deepCopy $facts.given -}}
{{- if not (or (hasKey $data "BETTER_AUTH_SECRET") (hasKey $data "SECRET_KEY")) -}}
{{- $_ := set $data "BETTER_AUTH_SECRET" ((get $facts.foundSecret "BETTER_AUTH_SECRET" | b64dec) | default (randAlphaNum 48)) -}}
{{- end -}}
{{- if and (eq $facts.databaseKind "in-cluster") $facts.databaseData }}{{ $_ := set $data "DATABASE_URL" $facts.databaseUrl }}{{ end -}}
{{- $_ := set $facts "secretData" $data -}}
{{- $_ := set $facts "secretKeys" (keys $data) -}}
{{- $_ := set $sum "found" $data -}}
{{- else if eq $facts.writer "External Secrets" }}{{ $_ := set $sum "spec" .Values.externalSecrets -}}
{{- else if eq $facts.writer "Sealed Secrets" }}{{ $_ := set $sum "spec" .Values.sealedSecrets }}{{ end -}}
{{- $_ := set $facts "secretSum" ($sum | toJson | sha256sum) -}}
{{- end -}}

{{- define "todo.databaseTlsQuery" -}}
{{- if .Subcharts.database.Values.tls.enabled }}?sslmode=verify-full&sslrootcert=/etc/todo/database-ca/ca.crt{{ end -}}
{{- end -}}

{{/* A certificate of our own making: found again at an upgrade. root, name, hosts (the first is the common name) */}}
{{- define "todo.certificate" -}}
{{- $facts := .root.Values._facts -}}
{{- if not (hasKey $facts.certificates .name) -}}
{{- $found := (((lookup "v1" "Secret" .root.Release.Namespace .name) | default dict).data) | default dict -}}
{{- if hasKey $found "tls.crt" -}}
{{- $_ := set $facts.certificates .name $found -}}
{{- else -}}
{{- $ca := genCA "todo-app" 3650 -}}
{{- $made := genSignedCert (first .hosts) nil .hosts 3650 $ca -}}
{{- $_ := set $facts.certificates .name (dict "tls.crt" ($made.Cert | b64enc) "tls.key" ($made.Key | b64enc) "ca.crt" ($ca.Cert | b64enc)) -}}
{{- end -}}
{{- end -}}
{{- get $facts.certificates .name | toJson -}}
{{- end -}}
