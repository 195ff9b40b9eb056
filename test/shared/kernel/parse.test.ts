import { describe, expect, it } from 'vitest'
import {
	array,
	boolean,
	integer,
	nullable,
	object,
	oneOf,
	type Parser,
	pattern,
	string,
} from '#shared/kernel/parse.ts'
import { systemClock, systemRandom } from '#shared/kernel/clock.ts'
import { err, ok } from '#shared/kernel/result.ts'
import { reveal, Secret } from '#shared/kernel/secret.ts'

const person = object({
	name: string(5),
	age: integer(0, 150),
	kind: oneOf('member', 'officer'),
	code: pattern<string>(/^[a-z]{2}$/),
	manager: nullable(string()),
	tags: array(string(3), 2),
	active: boolean,
})
const good = {
	name: 'Ines',
	age: 41,
	kind: 'member',
	code: 'is',
	manager: null,
	tags: ['a', 'b'],
	active: true,
}

describe('parsers', () => {
	it('take what has the shape, and drop what was not asked for', () => {
		expect(person({ ...good, colour: 'blue' })).toEqual(ok(good))
		expect(person({ ...good, manager: 'Jo' })).toMatchObject({ ok: true })
	})

	it.each<[string, object]>([
		['.name', { name: 'Isabella' }],
		['.name', { name: 7 }],
		['.age', { age: 151 }],
		['.age', { age: 1.5 }],
		['.age', { age: '41' }],
		['.kind', { kind: 'guest' }],
		['.code', { code: 'ISL' }],
		['.manager', { manager: undefined }],
		['.tags[1]', { tags: ['a', 'long'] }],
		['.tags', { tags: ['a', 'b', 'c'] }],
		['.tags', { tags: { length: 1 } }],
		['.active', { active: 1 }],
	])('say that %s made no sense, and nothing of its value', (at, change) => {
		expect(person({ ...good, ...change })).toEqual(err({ kind: 'malformed', at }))
	})

	it('refuse what is no object at all', () => {
		for (const input of [null, undefined, 'text', 3, []]) expect(person(input, 'input').ok).toBe(false)
	})

	it('are not fooled by a prototype', () => {
		const inherits: Parser<unknown> = object({ toString: string() })
		expect(inherits({})).toMatchObject({ ok: false })
	})
})

describe('a secret', () => {
	it('prints as such wherever it leaks to, and gives its value only when asked', () => {
		const secret = new Secret('correct horse')
		expect(`${secret}`).toBe('«secret»')
		expect(JSON.stringify({ secret })).toBe('{"secret":"«secret»"}')
		expect(Object.values(secret)).toEqual([])
		expect(reveal(secret)).toBe('correct horse')
	})
})

describe('the system’s clock and randomness', () => {
	it('count whole seconds and give fresh bytes', () => {
		expect(Number.isInteger(systemClock.now())).toBe(true)
		expect(systemRandom.bytes(32)).toHaveLength(32)
		expect(systemRandom.bytes(32)).not.toEqual(systemRandom.bytes(32))
	})
})
