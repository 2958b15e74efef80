import { expect, test } from 'vitest'
import { findBrokenLinks, findComplaints, readCommands } from './commands.ts'
import { root } from './root.ts'

const markdown = `
\`\`\`sh
npm start        # says the address
PORT=8001 npm run start -- --x
npm run nothing-like-this
node scripts/launch.mjs test.ts
node scripts/gone.ts
curl localhost:8000/api/tasks \\
  -H 'a: b'
brew install x
docker compose up --wait
docker compose logs --follow backend
docker compose logs nobody
docker build --target backend .
docker build --target gone .
\`\`\`
\`\`\`ts
npm run not-a-command
\`\`\`
`

test('commands are read from shell blocks, whole', () => {
	expect(readCommands(markdown)).toHaveLength(1)
	expect(readCommands(markdown)[0]?.lines).toContain(`curl localhost:8000/api/tasks -H 'a: b'`)
})

test('a command that can not work is reported', () => {
	expect(findComplaints(root, 'README.md', readCommands(markdown))).toEqual([
		'README.md: npm run nothing-like-this: package.json has no script nothing-like-this',
		'README.md: node scripts/gone.ts: there is no scripts/gone.ts',
		'README.md: brew install x: nothing checks brew',
		'README.md: docker compose logs nobody: docker-compose.yml has no service nobody',
		'README.md: docker build --target gone .: the Dockerfile has no stage gone',
	])
})

test('a link that leads nowhere is reported', () => {
	const text = '[a](package.json) [b](https://example.com/x) [c](#there) [d](gone/for-good.md#part) ![e](gone.png)'
	expect(findBrokenLinks(root, 'README.md', text)).toEqual([
		'README.md: the link to gone/for-good.md leads nowhere',
		'README.md: the link to gone.png leads nowhere',
	])
})

test.each([
	['kubectl -n todo-app logs deployment/backend -c migrate', null],
	['kubectl -n todo-app get pods -l component=backend -o wide', null],
	['kubectl -n todo-app exec -it todo-db-0 -c postgres -- psql -U postgres -l todoapp', null],
	['kubectl apply -k k8s/minikube', null],
	['kubectl --context minikube -n todo-app port-forward service/frontend 3000', null],
	['helm upgrade --install todo-app helm/todo-app -f helm/todo-app/values/minikube.yaml', null],
	['kubectl -n todo-app describe persistentvolumeclaim/data-todo-db-0', null],
	['kubectl --kubeconfig asking.kubeconfig -n todo-app auth can-i get secrets', null],
	['helm install kagent oci://ghcr.io/kagent-dev/kagent/helm/kagent --namespace kagent', null],
	['kagent invoke --agent todo-asking --task "Is deployment/api --well?"', null],
	['kubectl-ai --extra-prompt-paths README.md --quiet "Why?"', null],
	['kubectl-ai --skip-permissions', 'nobody looked up --skip-permissions'],
	['kubectl-ai --extra-prompt-paths gone.md', 'there is no gone.md'],
	['kagent uninstall', 'nobody looked up uninstall'],
	['kubectl -n kagent create configmap facts --from-file=gone.md', 'there is no gone.md'],
	['kubectl -n todo-app logs deployment/api', 'k8s/ has no deployment/api'],
	['kubectl -n todo-app logs backend-0', 'k8s/ has no pod backend-0'],
	['kubectl -n todo-app get pods -l component=api', 'nothing in k8s/ has the label component=api'],
	['kubectl -n todo-app logs deployment/backend -c main', 'no pod in k8s/ has a container main'],
	['kubectl apply -k k8s/moon', 'there is no k8s/moon'],
	['helm install todo-app helm/todo-app -f values/moon.yaml', 'there is no values/moon.yaml'],
	['kubectl fly', 'nothing checks kubectl fly'],
])('K8S-21: a command for a cluster names what the chart brings: %s', (line, reason) => {
	const complaints = findComplaints(root, 'README.md', [{ lines: [line] }])
	expect(complaints).toEqual(reason === null ? [] : [`README.md: ${line}: ${reason}`])
})
