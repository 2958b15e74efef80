{{/* The API: root, own. What is called `todo.…` is in the parent. */}}
{{- define "backend.manifests" -}}
{{- $root := .root -}}
{{- $own := .own.Values -}}
{{- $facts := $root.Values._facts -}}
{{- $sqlite := $own.sqlite.enabled -}}
{{- $env := list
  (dict "name" "PORT" "value" (toString (int $own.containerPort)))
  (dict "name" "HOST" "value" "0.0.0.0")
  (dict "name" "METRICS_PORT" "value" (toString (int $own.metrics.port)))
  (dict "name" "SHUTDOWN_DELAY" "value" (toString (int $own.shutdown.delaySeconds)))
  (dict "name" "SHUTDOWN_GRACE" "value" (toString (int $own.shutdown.graceSeconds)))
-}}
{{- $volumes := list -}}
{{- $mounts := list -}}
{{- if $sqlite -}}
{{- $env = append $env (dict "name" "DATABASE_URL" "value" "file:/data/todo.db") -}}
{{- $volumes = append $volumes (dict "name" "data" "persistentVolumeClaim" (dict "claimName" ($own.sqlite.existingClaim | default "todo-data"))) -}}
{{- $mounts = append $mounts (dict "name" "data" "mountPath" "/data") -}}
{{- else -}}
{{- $env = append $env (dict "name" "DATABASE_POOL_SIZE" "value" (toString (int $own.databasePoolSize))) -}}
{{- end -}}
{{- if eq $facts.databaseKind "in-cluster" -}}
{{- $db := $root.Subcharts.database.Values -}}
{{- /* The chart can't read a password out of somebody else's Secret: the driver takes it from PGPASSWORD. */ -}}
{{- if not (and $facts.databaseData (eq $facts.writer "this chart")) -}}
{{- $env = concat $env (list
  (dict "name" "DATABASE_URL" "value" (printf "postgresql://%s@todo-db:%d/%s%s" ($db.user | urlquery) (int $db.port) $db.name (include "todo.databaseTlsQuery" $root)))
  (dict "name" "PGPASSWORD" "valueFrom" (dict "secretKeyRef" (dict "name" $facts.databaseSecret "key" "password")))) -}}
{{- end -}}
{{- if $db.tls.enabled -}}
{{- $volumes = append $volumes (dict "name" "database-ca" "secret" (dict "secretName" $db.tls.secretName "items" (list (dict "key" "ca.crt" "path" "ca.crt")))) -}}
{{- $mounts = append $mounts (dict "name" "database-ca" "mountPath" "/etc/todo/database-ca" "readOnly" true) -}}
{{- end -}}
{{- else if and (eq $facts.databaseKind "external") $root.Values.externalDatabase.caSecret.name -}}
{{- $ca := $root.Values.externalDatabase.caSecret -}}
{{- $volumes = append $volumes (dict "name" "database-ca" "secret" (dict "secretName" $ca.name "items" (list (dict "key" $ca.key "path" "ca.crt")))) -}}
{{- $mounts = append $mounts (dict "name" "database-ca" "mountPath" "/etc/todo/database-ca" "readOnly" true) -}}
{{- end -}}
{{- if $own.tls.enabled -}}
{{- $env = concat $env (list (dict "name" "TLS_CERT_FILE" "value" "/etc/todo/tls/tls.crt") (dict "name" "TLS_KEY_FILE" "value" "/etc/todo/tls/tls.key")) -}}
{{- $volumes = append $volumes (dict "name" "tls" "secret" (dict "secretName" $own.tls.secretName)) -}}
{{- $mounts = append $mounts (dict "name" "tls" "mountPath" "/etc/todo/tls" "readOnly" true) -}}
{{- end -}}
{{- $envFrom := list (dict "secretRef" (dict "name" $facts.secretName)) (dict "configMapRef" (dict "name" "todo-config")) -}}
{{- $given := dict "root" $root "own" .own "component" "backend" "env" $env "envFrom" $envFrom "volumes" $volumes "mounts" $mounts -}}
{{- $init := list -}}
{{- if and $own.migrate.enabled (not $sqlite) }}{{ $init = append $init (include "backend.migrate" $given | fromYaml) }}{{ end -}}
{{- $_ := set $given "initContainers" $init -}}
{{- $_ := set $given "annotations" (dict "checksum/config" (include "todo.config" $root | sha256sum) "checksum/secrets" $facts.secretSum) -}}
{{- $_ := set $given "strategy" (ternary "type: Recreate" (include "todo.rolling" $root) $sqlite) -}}
{{- $_ := set $given "readyPath" "/readyz" -}}
{{- $_ := set $given "scheme" (include "todo.backendScheme" $root) -}}
{{- $_ := set $given "grace" (add (int $own.shutdown.preStopSeconds) (int $own.shutdown.delaySeconds) (int $own.shutdown.graceSeconds) 15) -}}
{{ include "todo.serviceAccount" $given }}
{{ include "todo.service" (merge (dict "type" "ClusterIP") $given) }}
---
{{ include "todo.deployment" $given }}
{{- include "todo.scaling" $given }}
{{- if and $own.tls.enabled (ne $own.tls.mode "secret") }}
---
{{ $host := printf "backend.%s" $root.Release.Namespace -}}
{{ include "todo.certificateObject" (dict "root" $root "component" "backend" "tls" $own.tls "hosts" (list "backend" $host (printf "%s.svc" $host) (printf "%s.svc.cluster.local" $host) "localhost")) }}
{{- end }}
{{- if and $sqlite (not $own.sqlite.existingClaim) }}
---
apiVersion: v1
kind: PersistentVolumeClaim
{{ include "todo.metadata" (dict "root" $root "component" "backend" "name" "todo-data" "annotations" (dict "helm.sh/resource-policy" "keep")) }}
spec:
  accessModes: [ReadWriteOnce]
  {{- with $own.sqlite.storageClass | default $root.Values.global.storageClass }}
  storageClassName: {{ . | quote }}
  {{- end }}
  resources:
    requests:
      storage: {{ $own.sqlite.size }}
{{- end }}
{{- end -}}

{{/* Waits for the database and brings the schema up to date, under a lock: what is running serves on meanwhile. */}}
{{- define "backend.migrate" -}}
name: migrate
image: {{ include "todo.image" . | quote }}
imagePullPolicy: {{ .own.Values.image.pullPolicy }}
command:
  {{- toYaml .own.Values.migrate.command | nindent 2 }}
{{ include "todo.containerSecurity" . }}
envFrom:
  {{- toYaml (concat .envFrom (.own.Values.extraEnvFrom | default list)) | nindent 2 }}
{{ include "todo.env" (dict "env" .env "extra" .own.Values.extraEnv) | trim }}
resources:
  {{- toYaml .own.Values.resources | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- with concat .mounts (.own.Values.extraVolumeMounts | default list) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
