import { describe, expect, test } from 'vitest'
import { adapterFor } from '#extension/adapters/index.ts'
import { openmrs } from '#extension/adapters/openmrs.ts'

const at = (path: string) => new URL(path, 'https://chart.example')
const child = '00000000-0000-4000-8000-000000000001'

describe('an address of OpenMRS', () => {
	test.each([
		[`/openmrs/spa/patient/${child}/chart`, '/openmrs'],
		[`/openmrs/spa/patient/${child}/chart/results`, '/openmrs'],
		[`/openmrs//spa/patient/${child}/chart/`, '/openmrs'],
		[`/site/two/openmrs/spa/patient/${child}/chart/visits`, '/site/two/openmrs'],
		[`/spa/patient/${child}/chart`, ''],
	])('%s shows a chart', (path, base) => {
		expect(openmrs.shown(at(path))).toEqual({ subject: child, tenant: base, base })
		expect(adapterFor(at(path))).toBe(openmrs)
	})

	test.each([
		'/openmrs/spa/home',
		'/openmrs/spa/login',
		'/openmrs/spa/patient//chart',
		`/openmrs/spa/patient/${child}`,
		`/openmrs/spa/patient/${child}/edit`,
		`/openmrs/spa/patient/${child}/charts`,
	])('%s shows none', path => {
		expect(openmrs.shown(at(path))).toBeNull()
	})
})

test('answers that can hold nothing of a chart are dropped unread', () => {
	expect(openmrs.carries('/openmrs/ws/rest/v1/visit')).toBe(true)
	expect(openmrs.carries('/openmrs/spa/importmap.json')).toBe(false)
})

test('every reading is about the one patient, on the same interface, and writes nothing', () => {
	const readings = openmrs.readings({ subject: child, tenant: '/openmrs', base: '/openmrs' })
	for (const { path } of readings) {
		const url = at(path)
		expect(url.origin).toBe('https://chart.example')
		expect(openmrs.carries(url.pathname)).toBe(true)
		expect(url.searchParams.get('patient') ?? url.pathname.split('/').at(-1)).toBe(child)
	}
	expect(readings.filter(reading => reading.first).map(reading => reading.section)).toEqual([
		null,
		'problems',
	])
})

test('a patient id that is an address of its own leads nowhere else', () => {
	const readings = openmrs.readings({ subject: 'x&admin=1#', tenant: '', base: '' })
	for (const { path } of readings) {
		expect(at(path).hash).toBe('')
		expect(at(path).searchParams.get('admin')).toBeNull()
	}
})
