import { apply, kubectl, namespace, read, tryKubectl } from './stage.ts'

const name = 'asking-trouble'
const labels = { app: name }
const restricted = {
	allowPrivilegeEscalation: false,
	capabilities: { drop: ['ALL'] },
	runAsNonRoot: true,
	runAsUser: 10001,
	seccompProfile: { type: 'RuntimeDefault' },
}

/** A pod that can't be well, beside the product: `trouble` is what its specification adds. */
const toPod = (suffix: string, image: string, trouble: object, volumeMounts: readonly object[] = []) => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: { name: `${name}-${suffix}`, namespace, labels },
	spec: {
		automountServiceAccountToken: false,
		terminationGracePeriodSeconds: 0,
		containers: [{ name: 'it', image, imagePullPolicy: 'IfNotPresent', securityContext: restricted, volumeMounts }],
		...trouble,
	},
})

/** What the namespace's Pod Security refuses: the Deployment is taken, its pods are not. */
const refused = {
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: { name, namespace, labels },
	spec: {
		replicas: 1,
		selector: { matchLabels: labels },
		template: {
			metadata: { labels },
			spec: { containers: [{ name: 'it', image: 'busybox:1.37', securityContext: { privileged: true } }] },
		},
	},
}

/** An autoscaler of pods that are not there gets no figures, whether or not the cluster has any. */
const blind = {
	apiVersion: 'autoscaling/v2',
	kind: 'HorizontalPodAutoscaler',
	metadata: { name, namespace, labels },
	spec: {
		scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
		minReplicas: 1,
		maxReplicas: 2,
		metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }],
	},
}

/** Makes what the warnings are about: FailedScheduling, FailedMount, Failed and BackOff, FailedCreate, FailedGetResourceMetric. */
export async function makeTroubles(): Promise<void> {
	const image = await kubectl(
		'get',
		'deployment/frontend',
		'--output',
		'jsonpath={.spec.template.spec.containers[0].image}',
	)
	await apply(
		toPod('unscheduled', image, { nodeSelector: { [name]: 'no-node-has-this' } }),
		toPod('unmounted', image, { volumes: [{ name: 'gone', configMap: { name: `${name}-gone` } }] }, [
			{ name: 'gone', mountPath: '/gone' },
		]),
		toPod('unpulled', 'registry.invalid/nothing:none', {}),
		refused,
		blind,
	)
}

/** Takes all of it away again; nothing is wrong where it is not there. */
export async function removeTroubles(): Promise<void> {
	const kinds = 'horizontalpodautoscalers,deployments,pods'
	await tryKubectl('delete', kinds, '--selector', `app=${name}`, '--ignore-not-found', '--grace-period=0', '--force')
}

/** The reasons of all events that the namespace has seen. */
export async function listReasons(): Promise<Set<string>> {
	const { items } = await read('events')
	return new Set((Array.isArray(items) ? items : []).map(({ reason }) => String(reason)))
}
