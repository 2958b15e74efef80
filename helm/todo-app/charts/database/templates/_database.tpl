{{/* PostgreSQL: root, own. What is called `todo.…` is in the parent. */}}
{{- define "database.manifests" -}}
{{- $root := .root -}}
{{- $own := .own.Values -}}
{{- $facts := $root.Values._facts -}}
{{- $given := dict "root" $root "own" .own "component" "database" -}}
{{ include "todo.serviceAccount" $given }}
{{- if $facts.databaseData }}
apiVersion: v1
kind: Secret
{{ include "todo.metadata" (dict "root" $root "component" "database" "name" $facts.databaseSecret "annotations" (dict "helm.sh/resource-policy" "keep")) }}
type: Opaque
data:
  {{- range $name, $value := $facts.databaseData }}
  {{ $name }}: {{ $value | b64enc | quote }}
  {{- end }}
---
{{- end }}
apiVersion: v1
kind: ConfigMap
{{ include "todo.metadata" (dict "root" $root "component" "database" "name" "todo-db-config") }}
data:
  {{- include "database.config" $given | nindent 2 }}
---
apiVersion: v1
kind: ConfigMap
{{ include "todo.metadata" (dict "root" $root "component" "database" "name" "todo-db-scripts") }}
data:
  {{- include "database.scripts" . | nindent 2 }}
---
apiVersion: v1
kind: Service
{{ include "todo.metadata" (dict "root" $root "component" "database" "name" "todo-db") }}
spec:
  type: ClusterIP
  selector:
    {{- include "todo.selector" $given | nindent 4 }}
  ports:
    - name: postgres
      port: {{ int $own.port }}
      targetPort: postgres
      protocol: TCP
---
{{ include "database.statefulSet" $given }}
{{- if and $own.tls.enabled (ne $own.tls.mode "secret") }}
---
{{ $host := printf "todo-db.%s" $root.Release.Namespace -}}
{{ include "todo.certificateObject" (dict "root" $root "component" "database" "tls" $own.tls "hosts" (list "todo-db" $host (printf "%s.svc" $host) (printf "%s.svc.cluster.local" $host) "localhost")) }}
{{- end }}
{{- end -}}

{{- define "database.config" -}}
POSTGRES_DB: {{ .own.Values.name | quote }}
APP_USER: {{ .own.Values.user | quote }}
PGPORT: {{ int .own.Values.port | quote }}
{{- end -}}

{{- define "database.environment" -}}
- name: PGDATA
  value: /var/lib/postgresql/data/pgdata
- name: POSTGRES_USER
  value: postgres
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .facts.databaseSecret }}
      key: postgres-password
- name: APP_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .facts.databaseSecret }}
      key: password
{{- end -}}

{{- define "database.statefulSet" -}}
{{- $own := .own.Values -}}
{{- $facts := .root.Values._facts -}}
{{- $env := include "database.environment" (dict "facts" $facts) | fromYamlArray -}}
{{- $sum := dict "scripts" (include "database.scripts" .own) "config" (include "database.config" .) "secrets" ($facts.databaseData | default $facts.secretSum) -}}
apiVersion: apps/v1
kind: StatefulSet
{{ include "todo.metadata" (dict "root" .root "component" "database" "name" "todo-db") }}
spec:
  replicas: 1
  serviceName: todo-db
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      {{- include "todo.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "todo.podLabels" . | nindent 8 }}
      annotations:
        {{- include "todo.quoted" (merge (dict) $own.podAnnotations (dict "checksum/config" ($sum | toJson | sha256sum)) .root.Values.commonAnnotations) | nindent 8 }}
    spec:
      serviceAccountName: {{ include "todo.serviceAccountName" . }}
      {{- include "todo.podSecurity" $own.podSecurityContext | nindent 6 }}
      terminationGracePeriodSeconds: {{ int $own.terminationGracePeriodSeconds }}
      {{- with include "todo.placement" . | trim }}{{ . | nindent 6 }}{{ end }}
      initContainers:
        - name: set-passwords
          image: {{ include "todo.image" . | quote }}
          imagePullPolicy: {{ $own.image.pullPolicy }}
          command: [sh, /etc/todo-db/set-passwords.sh]
          {{- include "todo.containerSecurity" . | nindent 10 }}
          envFrom:
            - configMapRef:
                name: todo-db-config
          {{- include "todo.env" (dict "env" $env "extra" $own.extraEnv) | trim | nindent 10 }}
          resources:
            {{- toYaml $own.resources | nindent 12 }}
          volumeMounts:
            {{- include "database.mounts" . | nindent 12 }}
            - name: scripts
              mountPath: /etc/todo-db
              readOnly: true
      containers:
        - name: postgres
          image: {{ include "todo.image" . | quote }}
          imagePullPolicy: {{ $own.image.pullPolicy }}
          args:
            - postgres
            - -c
            - max_connections={{ int $own.maxConnections }}
            {{- if $own.tls.enabled }}
            - -c
            - ssl=on
            - -c
            - ssl_cert_file=/etc/todo-db-tls/tls.crt
            - -c
            - ssl_key_file=/etc/todo-db-tls/tls.key
            {{- end }}
            {{- range $name, $value := $own.settings }}
            - -c
            - {{ printf "%s=%v" $name $value | quote }}
            {{- end }}
          {{- include "todo.containerSecurity" . | nindent 10 }}
          ports:
            - name: postgres
              containerPort: {{ int $own.port }}
          envFrom:
            - configMapRef:
                name: todo-db-config
          {{- include "todo.env" (dict "env" $env "extra" $own.extraEnv) | trim | nindent 10 }}
          startupProbe:
            tcpSocket:
              port: postgres
            {{- toYaml $own.probes.startup | nindent 12 }}
          readinessProbe:
            exec:
              command: [pg_isready, --host=127.0.0.1, {{ printf "--username=%s" $own.user | quote }}, {{ printf "--dbname=%s" $own.name | quote }}]
            {{- toYaml $own.probes.readiness | nindent 12 }}
          livenessProbe:
            tcpSocket:
              port: postgres
            {{- toYaml $own.probes.liveness | nindent 12 }}
          lifecycle:
            preStop:
              exec:
                # "Smart", what SIGTERM asks for, would wait until every pool has let go.
                command: [sh, -c, 'pg_ctl --pgdata="$PGDATA" --mode=fast --no-wait stop']
          resources:
            {{- toYaml $own.resources | nindent 12 }}
          volumeMounts:
            {{- include "database.mounts" . | nindent 12 }}
            - name: scripts
              mountPath: /docker-entrypoint-initdb.d/10-app-role.sh
              subPath: 10-app-role.sh
              readOnly: true
            {{- if $own.tls.enabled }}
            - name: tls
              mountPath: /etc/todo-db-tls
              readOnly: true
            {{- end }}
            {{- with $own.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
        {{- if $own.tls.enabled }}
        {{- include "database.reloader" . | nindent 8 }}
        {{- end }}
        {{- with $own.extraContainers }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: {{ $own.tmpSize }}
        - name: run
          emptyDir:
            sizeLimit: 8Mi
        - name: scripts
          configMap:
            name: todo-db-scripts
        {{- if $own.tls.enabled }}
        - name: tls
          secret:
            secretName: {{ $own.tls.secretName }}
            # PostgreSQL takes a key that root owns and its own group may read.
            defaultMode: 0640
        {{- end }}
        {{- with $own.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumeClaimTemplates:
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: data
        labels:
          {{- include "todo.selector" . | nindent 10 }}
        {{- with $own.persistence.annotations }}
        annotations:
          {{- include "todo.quoted" . | nindent 10 }}
        {{- end }}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with $own.persistence.storageClass | default .root.Values.global.storageClass }}
        storageClassName: {{ . | quote }}
        {{- end }}
        resources:
          requests:
            storage: {{ $own.persistence.size }}
{{- end -}}

{{/* PostgreSQL wants an empty folder for its data; a volume may hold `lost+found`. */}}
{{- define "database.mounts" -}}
- name: data
  mountPath: /var/lib/postgresql/data
- name: run
  mountPath: /run/postgresql
- name: tmp
  mountPath: /tmp
{{- end -}}
