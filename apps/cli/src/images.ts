import { toBuildArguments, type Release } from '../../../scripts/images/build.ts'
import { images, toRepository } from '../../../scripts/images/docker.ts'
import type { Up } from './arguments.ts'
import type { Cluster } from './cluster.ts'
import type { Run } from './programs.ts'
import type { Step } from './steps.ts'

/** How images come to the pods of this cluster. */
export type Way =
	/** Built where the pods run: Minikube's own Docker daemon, by what it says of itself. */
	| { kind: 'daemon'; env: Readonly<Record<string, string>> }
	/** Built here, then `minikube image load`. */
	| { kind: 'minikube load'; profile: string }
	/** Built here, where the pods run, too: Docker Desktop. */
	| { kind: 'shared' }
	| { kind: 'registry'; registry: string }
	| { kind: 'program'; program: string }

/** @throws {Error} where nobody says how, with what to say. */
export async function chooseWay(run: Run, up: Up, cluster: Cluster): Promise<Way> {
	if (up.delivery.kind !== 'context') return up.delivery
	if (cluster.context === 'docker-desktop') return { kind: 'shared' }
	if (cluster.context === 'minikube' || up.shape === 'minikube') return chooseMinikubeWay(run, cluster.context)
	// The images are wherever the caller put them.
	if (!up.build) return { kind: 'shared' }
	throw new Error(
		`Nobody says how images get into the cluster ${cluster.context}: push them (--registry registry.example.com/todo), ` +
			'have a program load them (--load-with PROGRAM), or, if they are there, say --no-build.',
	)
}

/** A Minikube whose nodes run containerd or CRI-O has no Docker daemon to build in. */
async function chooseMinikubeWay(run: Run, profile: string): Promise<Way> {
	const { code, output } = await run('minikube', ['--profile', profile, 'docker-env', '--shell', 'none'])
	const pairs = [...output.matchAll(/^(DOCKER_\w+)="?(.*?)"?$/gm)].map(
		([, name = '', value = '']) => [name, value] as const,
	)
	if (code === 0 && pairs.length > 0) return { kind: 'daemon', env: Object.fromEntries(pairs) }
	return { kind: 'minikube load', profile }
}

/** The tag the pods ask for. */
export function chooseTag(up: Up, way: Way, built: Release): string | null {
	if (up.tag) return up.tag
	return way.kind === 'registry' && up.build ? built.revision : null
}

/** Building, and bringing them in. */
export function planImages(up: Up, way: Way, built: Release): Step[] {
	if (!up.build) return []
	const env = way.kind === 'daemon' ? { ...way.env, DOCKER_BUILDKIT: '1' } : { DOCKER_BUILDKIT: '1' }
	const tag = chooseTag(up, way, built) ?? 'latest'
	const builds = images.map((image) => {
		const tags = up.tag ? ['--tag', `${toRepository(image)}:${up.tag}`] : []
		const say = `Building ${toRepository(image)}`
		return { say, program: 'docker', args: toBuildArguments(image, built, tags), env, show: true }
	})
	return [...builds, ...planDelivery(way, images.map(toRepository), tag)]
}

function planDelivery(way: Way, names: readonly string[], tag: string): Step[] {
	const tagged = names.map((name) => `${name}:${tag}`)
	switch (way.kind) {
		case 'minikube load': {
			const args = ['--profile', way.profile, 'image', 'load', '--overwrite=true', ...tagged]
			return [{ say: 'Loading the images into Minikube', program: 'minikube', args }]
		}
		case 'program':
			return [{ say: 'Loading the images into the cluster', program: way.program, args: tagged }]
		case 'registry':
			return tagged.flatMap((name) => [
				{ say: `Naming ${name}`, program: 'docker', args: ['tag', name, `${way.registry}/${name}`] },
				{ say: `Pushing ${name}`, program: 'docker', args: ['push', `${way.registry}/${name}`], show: true },
			])
		case 'daemon':
		case 'shared':
			return []
	}
}
