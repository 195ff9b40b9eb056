/// <reference types="vite/client" />
import { beforeAll, describe, expect, test } from 'vitest'
import type { Message, Role } from '#extension/messages/define.ts'
import { deliver, deliverDirect, installFakeBrowser, stamps } from '../fake-browser.ts'
import { samples } from './samples.ts'

installFakeBrowser()
type AnyMessage = Message<unknown, unknown>
const found = import.meta.glob<Record<string, unknown>>('../../../extension/messages/*.ts')
// Loaded only now: what they import looks for the browser when it is loaded.
const files = await Promise.all(Object.values(found).map(load => load()))
const isMessage = (value: unknown): value is AnyMessage =>
	typeof value === 'object' && value !== null && 'parse' in value && 'from' in value
const isStream = (value: unknown): value is { readonly message: AnyMessage } =>
	isMessage((value as { message?: unknown } | null)?.message)
const exported = files.flatMap(file => Object.values(file))
const messages = exported.filter(isMessage)
const streams = exported.filter(isStream).map(({ message }) => message)
const roles = Object.keys(stamps) as Role[]

const wire = (message: AnyMessage, body: unknown) => ({ v: 1, to: message.to, name: message.name, body })
const arrive = (message: AnyMessage, body: unknown, role: Role): Promise<unknown> =>
	message.secret
		? deliverDirect(wire(message, body), stamps[role].url)
		: deliver(wire(message, body), stamps[role])

describe('every message', () => {
	beforeAll(async () => {
		const { on, serve } = await import('#extension/messages/serve.ts')
		const everyRole = ['worker', 'engine', 'content', 'panel', 'frame'] as const
		serve(
			everyRole,
			messages.map(message => on(message, input => ({ ok: true, value: { heard: input ?? null } }))),
		)
	})

	test('has a name of its own and a sample', () => {
		const names = [...messages, ...streams].map(({ name }) => name)
		expect(new Set(names).size).toBe(names.length)
		expect(Object.keys(samples).sort()).toEqual(names.sort())
	})

	test.each(messages.map(message => [message.name, message] as const))(
		'%s is heard from whom it names',
		async (_, message) => {
			for (const role of message.from)
				expect(await arrive(message, samples[message.name], role)).toMatchObject({ ok: true })
		},
	)

	test.each(messages.map(message => [message.name, message] as const))(
		'%s is refused from anybody else',
		async (_, message) => {
			for (const role of roles.filter(other => !message.from.includes(other)))
				expect(await arrive(message, samples[message.name], role)).toEqual({
					ok: false,
					error: { kind: 'sender-not-allowed' },
				})
		},
	)

	const carrying = messages.filter(({ name }) => samples[name] !== undefined)
	test.each(carrying.map(message => [message.name, message] as const))(
		'%s is refused when malformed',
		async (_, message) => {
			const role = message.from[0] as Role
			for (const body of [undefined, null, 7, 'text', [], { other: true }])
				expect(await arrive(message, body, role)).toMatchObject({ ok: false, error: { kind: 'malformed' } })
		},
	)
})

describe('a stranger', () => {
	const message = messages.find(({ name }) => name === 'chart/report') as AnyMessage
	const body = samples['chart/report']

	test('of another extension is refused', async () => {
		const stamp = { ...stamps.content, id: 'another' }
		expect(await deliver(wire(message, body), stamp)).toMatchObject({ error: { kind: 'sender-not-allowed' } })
	})

	test('with an own page nobody gave a role is refused', async () => {
		const stamp = { id: 'ownextension', url: 'chrome-extension://ownextension/assets/other.html' }
		expect(await deliver(wire(message, body), stamp)).toMatchObject({ error: { kind: 'sender-not-allowed' } })
	})

	test('cannot send a secret by the broadcast', async () => {
		const secret = messages.find(({ name }) => name === 'vault/unlock') as AnyMessage
		expect(await deliver(wire(secret, samples['vault/unlock']), stamps.panel)).toBeUndefined()
	})

	test('cannot reach the direct way from another origin', async () => {
		const secret = messages.find(({ name }) => name === 'vault/unlock') as AnyMessage
		const heard = deliverDirect(
			wire(secret, samples['vault/unlock']),
			stamps.panel.url,
			'https://chart.example',
		)
		expect(await Promise.race([heard, Promise.resolve('silence')])).toBe('silence')
	})

	test('is ignored when the wire format is of another version', async () => {
		expect(await deliver({ ...wire(message, body), v: 2 }, stamps.content)).toBeUndefined()
	})
})
