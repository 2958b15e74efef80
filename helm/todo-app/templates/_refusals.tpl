{{/* What can't work is refused here, in a sentence that says why and what to set. */}}
{{- define "todo.refusals" -}}
{{- $facts := .Values._facts -}}
{{- $secrets := .Values.secrets -}}
{{- $production := not (has .Values.config.environment (list "development" "dev" "local" "test")) -}}

{{/* Secrets */}}
{{- $ways := list -}}
{{- if $secrets.existingSecret }}{{ $ways = append $ways "secrets.existingSecret" }}{{ end -}}
{{- if .Values.externalSecrets.enabled }}{{ $ways = append $ways "externalSecrets.enabled" }}{{ end -}}
{{- if .Values.sealedSecrets.enabled }}{{ $ways = append $ways "sealedSecrets.enabled" }}{{ end -}}
{{- if gt (len $ways) 1 }}{{ fail (printf "One Secret can't come from two places: keep one of %s." (join ", " $ways)) }}{{ end -}}
{{- if and $ways $facts.given }}{{ fail (printf "%s is set, so %s would be left out without a word: put it into that Secret, or unset %s." (first $ways) (keys $facts.given | sortAlpha | join ", ") (first $ways)) }}{{ end -}}
{{- if and $secrets.existingSecret (not (kindIs "bool" $secrets.existingSecretHasDatabaseUrl)) (not $facts.foundSecret) }}{{ fail (printf "The Secret %s can't be looked at (it isn't in namespace %s yet, or there is no cluster to ask), so nobody knows whether it brings a database: make it first, or set secrets.existingSecretHasDatabaseUrl to true or false." $secrets.existingSecret .Release.Namespace) }}{{ end -}}
{{- if and $secrets.existingSecret $facts.foundSecret (eq (toString $secrets.existingSecretHasDatabaseUrl) "true") (not (hasKey $facts.foundSecret "DATABASE_URL")) }}{{ fail (printf "secrets.existingSecretHasDatabaseUrl is true, but the Secret %s has no DATABASE_URL: add it there, or set the value to false." $secrets.existingSecret) }}{{ end -}}
{{- if and $secrets.existingSecret $facts.foundSecret (not (or (hasKey $facts.foundSecret "BETTER_AUTH_SECRET") (hasKey $facts.foundSecret "SECRET_KEY"))) }}{{ fail (printf "The Secret %s has neither BETTER_AUTH_SECRET nor SECRET_KEY, without which nobody can sign in: add one of 32 random characters or more." $secrets.existingSecret) }}{{ end -}}
{{- if or .Values.externalSecrets.enabled .Values.sealedSecrets.enabled }}{{ if not (or (has "BETTER_AUTH_SECRET" $facts.secretKeys) (has "SECRET_KEY" $facts.secretKeys)) }}{{ fail (printf "%s must bring BETTER_AUTH_SECRET (or SECRET_KEY): without it nobody can sign in. Add it to %s." $facts.writer (ternary "externalSecrets.keys" "sealedSecrets.encryptedData" .Values.externalSecrets.enabled)) }}{{ end }}{{ end -}}
{{- if and .Values.externalSecrets.enabled (not .Values.externalSecrets.store.name) }}{{ fail "externalSecrets.enabled needs externalSecrets.store.name: the store that the operator reads from." }}{{ end -}}
{{- if and .Values.externalSecrets.enabled $facts.sees (not (.Capabilities.APIVersions.Has "external-secrets.io/v1")) }}{{ fail "This cluster knows no ExternalSecret (external-secrets.io/v1): install the External Secrets Operator, or unset externalSecrets.enabled." }}{{ end -}}
{{- if and .Values.sealedSecrets.enabled $facts.sees (not (.Capabilities.APIVersions.Has "bitnami.com/v1alpha1")) }}{{ fail "This cluster knows no SealedSecret (bitnami.com/v1alpha1): install the Sealed Secrets controller, or unset sealedSecrets.enabled." }}{{ end -}}
{{- if $production }}{{ range $name := list "BETTER_AUTH_SECRET" "SECRET_KEY" }}{{ with get $facts.given $name -}}
{{- $value := ternary "secrets.betterAuthSecret" "secrets.secretKey" (eq $name "BETTER_AUTH_SECRET") -}}
{{- if lt (len .) 32 }}{{ fail (printf "%s has %d characters; in production it takes 32 or more, such as from `openssl rand -base64 32`. Or leave it empty: one is made and kept." $value (len .)) }}{{ end -}}
{{- if or (regexMatch "(?i)^(secret|change[-_ ]?me|your[-_ ]?secret[-_ ]?key|better[-_]?auth[-_]?secret|placeholder|example|password)([-_ 0-9].*)?$" .) (lt (splitList "" . | uniq | len) 6) }}{{ fail (printf "%s is a placeholder that anybody could guess: use random characters, such as from `openssl rand -base64 32`." $value) }}{{ end -}}
{{- end }}{{ end }}{{ end -}}
{{- if and (eq $facts.writer "this chart") (not $facts.sees) (not (or (hasKey $facts.given "BETTER_AUTH_SECRET") (hasKey $facts.given "SECRET_KEY"))) }}{{ fail "There is no cluster to ask, so a made secret would be another one at every rendering and sign everybody out: set secrets.betterAuthSecret, or name a Secret of yours in secrets.existingSecret." }}{{ end -}}
{{- if and (hasKey $facts.given "SMTP_URL") (not .Values.config.frontendUrl) }}{{ fail "secrets.smtpUrl needs config.frontendUrl: mails link to that address, and it can't be taken from a request." }}{{ end -}}
{{- range $name := keys .Values.config.settings | sortAlpha -}}
{{- if has $name (list "DATABASE_URL" "DATABASE_DIRECT_URL" "BETTER_AUTH_SECRET" "SECRET_KEY" "COHERE_API_KEY" "OPENAI_API_KEY" "GEMINI_API_KEY" "COMPATIBLE_API_KEY" "SMTP_URL" "INVITE_CODE") }}{{ fail (printf "config.settings.%s would stand in a ConfigMap, open to read: secrets belong to secrets.*." $name) }}{{ end -}}
{{- if has $name (list "PORT" "HOST" "METRICS_PORT" "SHUTDOWN_DELAY" "SHUTDOWN_GRACE" "DATABASE_POOL_SIZE" "ENVIRONMENT" "FRONTEND_URL" "LOG_LEVEL" "TRUSTED_PROXY_HOPS" "apiUrl") }}{{ fail (printf "config.settings.%s is set by the chart from a value of its own: see `helm show values`." $name) }}{{ end -}}
{{- end -}}
{{- if and (eq (toString (get .Values.config.settings "SIGN_UP")) "invite") (eq $facts.writer "this chart") (not (hasKey $facts.given "INVITE_CODE")) }}{{ fail "config.settings.SIGN_UP is invite, which takes secrets.inviteCode: what people must give." }}{{ end -}}

{{/* Database */}}
{{- $url := $facts.databaseUrl -}}
{{- $isPostgres := regexMatch "(?i)^postgres(ql)?(\\+[a-z0-9]+)?://" $url -}}
{{- if and $url (not $isPostgres) }}{{ if regexMatch "^(sqlite|file):|^[./]" $url }}{{ fail "secrets.databaseUrl names a SQLite file, which needs a volume and one replica: leave it empty and set backend.sqlite.enabled (values/sqlite.yaml)." }}{{ else }}{{ fail "secrets.databaseUrl must be a PostgreSQL address, such as postgresql://user:password@host:5432/todoapp?sslmode=verify-full." }}{{ end }}{{ end -}}
{{- if and (hasKey $facts.given "DATABASE_DIRECT_URL") (not $url) }}{{ fail "secrets.databaseDirectUrl is the same database without a pooler: it needs secrets.databaseUrl beside it." }}{{ end -}}
{{- if and .Subcharts.backend (eq $facts.databaseKind "none") }}{{ fail "database.enabled is off and no database is named: set secrets.databaseUrl, name a Secret that has DATABASE_URL in secrets.existingSecret, set backend.sqlite.enabled, or switch database.enabled on." }}{{ end -}}
{{- if and .Values.externalDatabase.requireTls $isPostgres (not (regexMatch "[?&](sslmode=(require|verify-ca|verify-full)|ssl=(true|require|verify-full))(&|$)" $url)) }}{{ fail "externalDatabase.requireTls is on, and secrets.databaseUrl would go unencrypted: add ?sslmode=verify-full (or require) to it." }}{{ end -}}
{{- if and (eq $facts.databaseKind "in-cluster") (has $facts.databaseKindBefore (list "external" "sqlite")) (not .Subcharts.database.Values.replaceOther) }}{{ fail (printf "This release runs on %s, and would be moved to a new and empty todo-db: give %s again, or set database.replaceOther if that is meant." (ternary "an external database" "SQLite" (eq $facts.databaseKindBefore "external")) (ternary "secrets.databaseUrl (or --reuse-values)" "-f values/sqlite.yaml" (eq $facts.databaseKindBefore "external"))) }}{{ end -}}
{{- if eq $facts.databaseKind "in-cluster" }}{{ include "todo.databaseRefusals" . }}{{ end -}}

{{/* API and page */}}
{{- with .Subcharts.backend }}{{ include "todo.backendRefusals" (dict "root" $ "own" .) }}{{ include "todo.scalingRefusals" (dict "root" $ "own" . "component" "backend") }}{{ end -}}
{{- with .Subcharts.frontend }}{{ include "todo.frontendRefusals" (dict "root" $ "own" .) }}{{ include "todo.scalingRefusals" (dict "root" $ "own" . "component" "frontend") }}{{ end -}}
{{- if not (or .Subcharts.backend .Subcharts.frontend) }}{{ fail "backend.enabled and frontend.enabled are both off: nothing would run." }}{{ end -}}

{{/* Edge */}}
{{- if and .Values.tls.enabled (not (or .Values.ingress.enabled .Values.gateway.enabled)) }}{{ fail "tls.enabled is about a host name's certificate, which an Ingress or a Gateway serves: set ingress.enabled or gateway.enabled, or unset tls.enabled." }}{{ end -}}
{{- if and .Values.tls.enabled (not (include "todo.host" .)) }}{{ fail "tls.enabled needs a host name: set ingress.host (or gateway.hosts)." }}{{ end -}}
{{- if and .Values.tls.enabled (eq .Values.tls.mode "cert-manager") (not .Values.tls.certManager.issuer) }}{{ fail "tls.mode is cert-manager, which needs tls.certManager.issuer: the name of your issuer. Or set tls.mode to secret or self-signed." }}{{ end -}}
{{- if and .Values.tls.enabled (eq .Values.tls.mode "self-signed") (not $facts.sees) }}{{ fail "There is no cluster to ask, so a self-signed certificate would be another one at every rendering: set tls.mode to secret and tls.secretName to a Secret of yours." }}{{ end -}}
{{- if and (or .Values.ingress.enabled .Values.gateway.enabled) .Values.networkPolicy.enabled (not .Values.networkPolicy.ingressNamespaces) -}}
{{- with .Subcharts.frontend }}{{ if and (eq .Values.service.type "ClusterIP") (not .Values.networkPolicy.extraIngress) }}{{ fail "networkPolicy.ingressNamespaces is empty, so no ingress controller could reach the page: name the controller's namespace there, or let it in by frontend.networkPolicy.extraIngress." }}{{ end }}{{ end -}}
{{- end -}}
{{- if and .Values.gateway.enabled (not .Values.gateway.create.enabled) (not .Values.gateway.parentRefs) }}{{ fail "gateway.enabled needs a Gateway to belong to: set gateway.parentRefs, or gateway.create.enabled." }}{{ end -}}
{{- if and .Values.gateway.create.enabled (not .Values.gateway.create.className) }}{{ fail "gateway.create.enabled needs gateway.create.className: `kubectl get gatewayclass` lists them." }}{{ end -}}
{{- if and .Values.gateway.enabled $facts.sees (not (.Capabilities.APIVersions.Has "gateway.networking.k8s.io/v1")) }}{{ fail "This cluster knows no HTTPRoute (gateway.networking.k8s.io/v1): install the Gateway API, or use ingress.enabled." }}{{ end -}}
{{- if $facts.sees }}{{ $needs := or (and .Values.tls.enabled (eq .Values.tls.mode "cert-manager")) (and (eq $facts.databaseKind "in-cluster") .Subcharts.database.Values.tls.enabled (eq .Subcharts.database.Values.tls.mode "cert-manager")) (and .Subcharts.backend .Subcharts.backend.Values.tls.enabled (eq .Subcharts.backend.Values.tls.mode "cert-manager")) }}{{ if and $needs (not (.Capabilities.APIVersions.Has "cert-manager.io/v1")) }}{{ fail "This cluster knows no Certificate (cert-manager.io/v1): install cert-manager, or set the mode to secret or self-signed." }}{{ end }}{{ end -}}
{{- end -}}

{{- define "todo.databaseRefusals" -}}
{{- $facts := .Values._facts -}}
{{- $db := .Subcharts.database.Values -}}
{{- if and $db.existingSecret (or $db.password $db.adminPassword) }}{{ fail "database.existingSecret is set, so database.password and database.adminPassword would be left out without a word: unset one side." }}{{ end -}}
{{- if and (not $db.existingSecret) (not $facts.sees) (not (and $db.password $db.adminPassword)) }}{{ fail "There is no cluster to ask, so a made database password would be another one at every rendering, and PostgreSQL keeps the first: name a Secret of yours in database.existingSecret (keys password and postgres-password), or set database.password and database.adminPassword." }}{{ end -}}
{{- if eq $db.user "postgres" }}{{ fail "database.user can't be postgres: that is the superuser, and the API needs none." }}{{ end -}}
{{- range list $db.password $db.adminPassword }}{{ if contains "\n" . }}{{ fail "A database password can't contain a line break." }}{{ end }}{{ end -}}
{{- if and $db.tls.enabled (eq $db.tls.mode "cert-manager") (not $db.tls.certManager.issuer) }}{{ fail "database.tls.mode is cert-manager, which needs database.tls.certManager.issuer." }}{{ end -}}
{{- if and $db.tls.enabled (eq $db.tls.mode "self-signed") (not $facts.sees) }}{{ fail "There is no cluster to ask, so a self-signed certificate of the database would be another one at every rendering: set database.tls.mode to secret and database.tls.secretName to a Secret of yours." }}{{ end -}}
{{- $before := (lookup "apps/v1" "StatefulSet" .Release.Namespace "todo-db") | default dict -}}
{{- range (($before.spec | default dict).volumeClaimTemplates) | default list -}}
{{- if ne .spec.resources.requests.storage $db.persistence.size }}{{ fail (printf "database.persistence.size is %s, and todo-db's volume was made with %s, which Kubernetes lets no StatefulSet change: leave the value at %s, and enlarge the claim itself (kubectl patch persistentvolumeclaim data-todo-db-0)." $db.persistence.size .spec.resources.requests.storage .spec.resources.requests.storage) }}{{ end -}}
{{- end -}}
{{- with .Subcharts.backend -}}
{{- $most := int (ternary .Values.autoscaling.maxReplicas .Values.replicaCount .Values.autoscaling.enabled) -}}
{{- $wanted := add (mul (add $most 1) (add (int .Values.databasePoolSize) 1)) 10 -}}
{{- if gt (int $wanted) (int $db.maxConnections) }}{{ fail (printf "%d replicas, one more during an update, take up to %d connections with ten in reserve, and todo-db allows %d: raise database.maxConnections, or lower backend.autoscaling.maxReplicas or backend.databasePoolSize." $most (int $wanted) (int $db.maxConnections)) }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "todo.backendRefusals" -}}
{{- $facts := .root.Values._facts -}}
{{- $own := .own.Values -}}
{{- if $own.sqlite.enabled -}}
{{- if has "DATABASE_URL" $facts.secretKeys }}{{ fail "backend.sqlite.enabled and a database URL are both set: choose one of them." }}{{ end -}}
{{- if $own.autoscaling.enabled }}{{ fail "SQLite takes one process: unset backend.autoscaling.enabled, or use PostgreSQL (secrets.databaseUrl or database.enabled)." }}{{ end -}}
{{- if gt (int $own.replicaCount) 1 }}{{ fail (printf "SQLite takes one process, and backend.replicaCount is %d: set it to 1, or use PostgreSQL (secrets.databaseUrl or database.enabled)." (int $own.replicaCount)) }}{{ end -}}
{{- end -}}
{{- if $own.tls.enabled -}}
{{- if and (eq $own.tls.mode "cert-manager") (not $own.tls.certManager.issuer) }}{{ fail "backend.tls.mode is cert-manager, which needs backend.tls.certManager.issuer." }}{{ end -}}
{{- if and (eq $own.tls.mode "self-signed") (not $facts.sees) }}{{ fail "There is no cluster to ask, so a self-signed certificate of the API would be another one at every rendering: set backend.tls.mode to secret and backend.tls.secretName to a Secret of yours." }}{{ end -}}
{{- if and (not .root.Subcharts.frontend) (or .root.Values.ingress.enabled .root.Values.gateway.enabled) }}{{ fail "backend.tls.enabled hands the way in to the page, and frontend.enabled is off: switch one of them." }}{{ end -}}
{{- end -}}
{{- if eq (int $own.containerPort) (int $own.metrics.port) }}{{ fail "backend.containerPort and backend.metrics.port must differ: figures have a port of their own." }}{{ end -}}
{{- end -}}

{{- define "todo.frontendRefusals" -}}
{{- $own := .own.Values -}}
{{- if and (not .root.Subcharts.backend) (not $own.backendUrl) }}{{ fail "backend.enabled is off, so the page needs frontend.backendUrl: the address of the API." }}{{ end -}}
{{- if and $own.service.nodePort (eq $own.service.type "ClusterIP") }}{{ fail "frontend.service.nodePort is of no use with the type ClusterIP: set frontend.service.type to NodePort or LoadBalancer." }}{{ end -}}
{{- if and (or $own.service.loadBalancerClass $own.service.sourceRanges) (ne $own.service.type "LoadBalancer") }}{{ fail "frontend.service.loadBalancerClass and sourceRanges are for the type LoadBalancer: set frontend.service.type." }}{{ end -}}
{{- if eq (int $own.containerPort) (int $own.metrics.port) }}{{ fail "frontend.containerPort and frontend.metrics.port must differ: figures have a port of their own." }}{{ end -}}
{{- end -}}

{{- define "todo.scalingRefusals" -}}
{{- $facts := .root.Values._facts -}}
{{- $scaling := .own.Values.autoscaling -}}
{{- if $scaling.enabled -}}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) }}{{ fail (printf "%s.autoscaling.minReplicas is above maxReplicas: lower one or raise the other." .component) }}{{ end -}}
{{- if not (or $scaling.cpu $scaling.memory $scaling.requestRate.enabled) }}{{ fail (printf "%s.autoscaling has nothing to go by: set cpu, memory or requestRate.enabled." .component) }}{{ end -}}
{{- range $metric := list "cpu" "memory" }}{{ if and (get $scaling $metric) (not (get ($.own.Values.resources.requests | default dict) $metric)) }}{{ fail (printf "%s.autoscaling.%s is a percentage of what is requested, and %s.resources.requests.%s is not set." $.component $metric $.component $metric) }}{{ end }}{{ end -}}
{{- if $scaling.requestRate.enabled -}}
{{- $source := $scaling.requestRate.source -}}
{{- if not $source }}{{ fail (printf "%s.autoscaling.requestRate.enabled has no source of its figures: set requestRate.source to adapter (prometheus-adapter) or keda." .component) }}{{ end -}}
{{- if and (eq $source "keda") (not $scaling.requestRate.prometheus) }}{{ fail (printf "%s.autoscaling.requestRate.source is keda, which asks Prometheus: set requestRate.prometheus to its address." .component) }}{{ end -}}
{{- if and (eq $source "keda") $facts.sees (not (.root.Capabilities.APIVersions.Has "keda.sh/v1alpha1")) }}{{ fail (printf "This cluster knows no ScaledObject (keda.sh/v1alpha1): install KEDA, or unset %s.autoscaling.requestRate.enabled." .component) }}{{ end -}}
{{- if and (eq $source "adapter") $facts.sees (not (or (.root.Capabilities.APIVersions.Has "custom.metrics.k8s.io/v1beta1") (.root.Capabilities.APIVersions.Has "custom.metrics.k8s.io/v1beta2"))) }}{{ fail (printf "Nobody in this cluster answers for custom metrics (custom.metrics.k8s.io): install prometheus-adapter, or unset %s.autoscaling.requestRate.enabled." .component) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
