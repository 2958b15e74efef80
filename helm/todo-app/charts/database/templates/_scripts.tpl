{{/* The image's entrypoint makes the database and its superuser; these give the API a role of its own, keep its
password, and have a renewed certificate read. */}}
{{- define "database.scripts" -}}
10-app-role.sh: |
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v role="$APP_USER" -v password="$APP_PASSWORD" -v database="$POSTGRES_DB" <<'SQL'
  CREATE ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
  REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
  ALTER DATABASE :"database" OWNER TO :"role";
  ALTER SCHEMA public OWNER TO :"role";
  SQL
set-passwords.sh: |
  # The passwords of a database that exists are those of the Secret again, before it takes connections.
  set -eu
  [ -s "$PGDATA/PG_VERSION" ] || exit 0
  quote() { printf '%s' "$1" | sed "s/'/''/g"; }
  name() { printf '%s' "$1" | sed 's/"/""/g'; }
  said=$(postgres --single -D "$PGDATA" -c log_min_messages=error -c log_min_error_statement=panic postgres 2>&1 <<SQL
  DO \$\$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '$(quote "$APP_USER")') THEN CREATE ROLE "$(name "$APP_USER")" LOGIN; END IF; END \$\$;
  ALTER ROLE "$(name "$APP_USER")" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '$(quote "$APP_PASSWORD")';
  ALTER ROLE postgres PASSWORD '$(quote "$POSTGRES_PASSWORD")';
  SQL
  ) || { echo "The passwords could not be set: PostgreSQL did not start." >&2; exit 1; }
  case $said in *ERROR:*|*FATAL:*) echo "The passwords could not be set." >&2; exit 1 ;; esac
reload-certificate.sh: |
  # PostgreSQL reads a renewed certificate only when it is told to. A first time does no harm: this may have been away itself.
  set -u
  trap 'exit 0' TERM INT
  told=
  while :; do
    now=$(cksum "$TLS_FOLDER/tls.crt" "$TLS_FOLDER/tls.key")
    if [ "$now" != "$told" ] && psql --quiet --no-align --tuples-only --output=/dev/null --dbname=postgres --command='SELECT pg_reload_conf()'; then
      told=$now
      echo "PostgreSQL was told to read its certificate."
    fi
    sleep "$CHECK_SECONDS" & wait $!
  done
{{- end -}}

{{/* A container beside PostgreSQL, by its socket */}}
{{- define "database.reloader" -}}
{{- $own := .own.Values -}}
- name: reload-certificate
  image: {{ include "todo.image" . | quote }}
  imagePullPolicy: {{ $own.image.pullPolicy }}
  command: [sh, /etc/todo-db/reload-certificate.sh]
  {{- include "todo.containerSecurity" . | nindent 2 }}
  env:
    - name: TLS_FOLDER
      value: /etc/todo-db-tls
    - name: CHECK_SECONDS
      value: "10"
    - name: PGHOST
      value: /run/postgresql
    - name: PGPORT
      value: {{ int $own.port | quote }}
    - name: PGUSER
      value: postgres
    - name: PGPASSWORD
      valueFrom:
        secretKeyRef:
          name: {{ .root.Values._facts.databaseSecret }}
          key: postgres-password
  resources:
    requests: {cpu: 5m, memory: 16Mi, ephemeral-storage: 8Mi}
    limits: {cpu: 50m, memory: 32Mi, ephemeral-storage: 16Mi}
  volumeMounts:
    - name: run
      mountPath: /run/postgresql
    - name: scripts
      mountPath: /etc/todo-db
      readOnly: true
    - name: tls
      mountPath: /etc/todo-db-tls
      readOnly: true
{{- end -}}
