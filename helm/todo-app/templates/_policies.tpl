{{/* NetworkPolicies name ports by number: not every enforcer knows their names. */}}
{{- define "todo.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
{{ include "todo.metadata" (dict "root" .root "component" .component "name" (printf "todo-%s" .component)) }}
spec:
  podSelector:
    matchLabels:
      {{- include "todo.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
{{- end -}}

{{- define "todo.podPeers" -}}
{{- $root := .root -}}
{{- range $index, $component := .components -}}
{{- if $index }}{{ "\n" }}{{ end -}}
- podSelector:
    matchLabels:
      {{- include "todo.selector" (dict "root" $root "component" $component) | nindent 6 }}
{{- end -}}
{{- end -}}

{{- define "todo.namespacePeers" -}}
- namespaceSelector:
    matchExpressions:
      - key: kubernetes.io/metadata.name
        operator: In
        values:
          {{- toYaml . | nindent 10 }}
{{- end -}}

{{- define "todo.scrape" -}}
{{- if .policy.monitoringNamespaces -}}
- from:
    {{- include "todo.namespacePeers" .policy.monitoringNamespaces | nindent 4 }}
  ports:
    - port: {{ int .own.metrics.port }}
{{- end -}}
{{- end -}}

{{- define "todo.dns" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .dns.namespace }}
      podSelector:
        matchLabels:
          {{- include "todo.quoted" .dns.podLabels | nindent 10 }}
    {{- range .dns.cidrs }}
    - ipBlock: {cidr: {{ . | quote }}}
    {{- end }}
  ports:
    - {port: {{ int .dns.port }}, protocol: UDP}
    - {port: {{ int .dns.port }}, protocol: TCP}
{{- end -}}

{{- define "todo.internet" -}}
- ipBlock:
    cidr: 0.0.0.0/0
    except:
      {{- toYaml .privateRanges | nindent 6 }}
- ipBlock:
    cidr: "::/0"
    except: ["fc00::/7", "fe80::/10"]
{{- end -}}
