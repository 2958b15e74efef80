import { expect, test } from 'vitest'
import { readJson, toRecord } from '../json.ts'
import { fromRoot } from '../root.ts'
import { findTooOld, isOlder, readFloors, type Floor } from './floors.ts'

const lock = readJson(fromRoot('package-lock.json'))

test('IMG-5: no package is older than what a published advisory wants', () => {
	expect(findTooOld(lock, readFloors())).toEqual([])
})

test('IMG-5: every floor is about a package that is here, and names a public advisory', () => {
	const paths = Object.keys(toRecord(lock, 'packages'))
	const isHere = ({ package: name }: Floor) => paths.some((path) => path.endsWith(`node_modules/${name}`))
	const floors = readFloors()
	expect(floors.filter((floor) => !isHere(floor))).toEqual([])
	for (const { advisory, source, least } of floors) {
		expect(advisory).toMatch(/^(CVE-\d{4}-\d{4,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3})$/)
		const place = advisory.startsWith('CVE') ? 'https://nvd.nist.gov/vuln/detail' : 'https://github.com/advisories'
		expect(source).toBe(`${place}/${advisory}`)
		expect(least).toMatch(/^\d+\.\d+\.\d+$/)
	}
})

test('IMG-5: a planted old copy is found, also where another package brings it', () => {
	const planted = {
		packages: {
			'node_modules/ws': { version: '8.23.0' },
			'node_modules/next/node_modules/ws': { version: '8.17.0' },
			'node_modules/ws-like': { version: '1.0.0' },
		},
	}
	expect(findTooOld(planted, readFloors())).toEqual([
		'node_modules/next/node_modules/ws is 8.17.0; GHSA-3h5v-q93c-6h6q wants 8.17.1 or newer: https://github.com/advisories/GHSA-3h5v-q93c-6h6q',
	])
})

test.for([
	['1.9.9', '1.10.0', true],
	['1.10.0', '1.10.0', false],
	['2.0.0', '1.10.0', false],
	['1.10.0-beta.1', '1.10.0', true],
	['latest', '1.0.0', true],
] as const)('%s against %s', ([version, least, older]) => {
	expect(isOlder(version, least)).toBe(older)
})
