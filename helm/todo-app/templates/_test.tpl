{{/* Asks what people's browsers ask, through the Services; a new pod's network needs a moment, so each is tried again. */}}
{{- define "todo.testScript" -}}
const checks = [
  ['{{ include "todo.backendScheme" . }}://backend:{{ int .Subcharts.backend.Values.service.port }}/readyz', /"ready"/],
  ['{{ include "todo.backendScheme" . }}://backend:{{ int .Subcharts.backend.Values.service.port }}/api/health', /"status":"healthy"/],
  {{- with .Subcharts.frontend }}
  ['http://frontend:{{ int .Values.service.port }}/healthz', /ok/],
  ['http://frontend:{{ int .Values.service.port }}/', /<html/i],
  ['http://frontend:{{ int .Values.service.port }}/api/health', /"status":"healthy"/],
  {{- end }}
]
for (const [url, expected] of checks) {
  let said = ''
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(3000) })
      said = `${answer.status} ${(await answer.text()).slice(0, 200)}`
      if (answer.ok && expected.test(said)) break
    } catch (error) {
      said = String(error.cause ?? error)
    }
    if (attempt === 20) {
      console.error(`${url} should answer ${expected}; it said: ${said}`)
      process.exit(1)
    }
    await new Promise((wake) => setTimeout(wake, 1000))
  }
  console.log(`${url}: as it should be`)
}
{{- end -}}
