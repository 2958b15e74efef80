import { must } from './stage.ts'

const name = 'killer'

/** A pod that sees the processes of its node, which is what ending one from outside needs. It belongs to no product, and is gone afterwards. */
export async function provideKiller(): Promise<void> {
	const pod = {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: { name, namespace: name },
		spec: {
			hostPID: true,
			terminationGracePeriodSeconds: 0,
			containers: [
				{
					name,
					image: 'busybox:1.37',
					imagePullPolicy: 'IfNotPresent',
					command: ['sleep', '86400'],
					securityContext: { privileged: true },
				},
			],
		},
	}
	const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, pod]
	await must('kubectl', ['apply', '--filename', '-'], {
		input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
	})
	await must('kubectl', ['--namespace', name, 'wait', `pod/${name}`, '--for=condition=Ready', '--timeout=60s'])
}

export const removeKiller = (): Promise<string> =>
	must('kubectl', ['delete', 'namespace', name, '--ignore-not-found', '--wait'])

/** Ends a container's first process with SIGKILL. `containerId`: as a pod's status has it. */
export async function killContainer(containerId: string): Promise<void> {
	const id = containerId.split('//').at(-1) ?? ''
	if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`no container's id: ${containerId}`)
	const script = `for p in $(ls /proc | grep -E '^[0-9]+$' | sort -n); do if grep -q ${id} /proc/$p/cgroup 2>/dev/null; then kill -9 $p && echo $p; exit; fi; done; exit 1`
	await must('kubectl', ['--namespace', name, 'exec', name, '--', 'sh', '-c', script])
}
