import { describe, expect, test } from 'vitest'
import { connectAs, installFakeBrowser, stamps } from '../fake-browser.ts'
import { samples } from './samples.ts'

installFakeBrowser()
// Loaded only now: what they import looks for the browser when it is loaded.
const { onStream, serveStreams } = await import('#extension/messages/stream.ts')
const { publishCard } = await import('#extension/messages/publishing.ts')

const name = `mednexus/1/${publishCard.message.name}`
const body = samples[publishCard.message.name]
let signal: AbortSignal | undefined

serveStreams([
	onStream(publishCard, async ({ hash }, told, gone) => {
		signal = gone
		told('sealing')
		if (hash.endsWith('ff')) throw new Error('words that name a patient')
		await Promise.resolve()
		told('done')
		return { ok: false, error: { kind: 'preview-changed' } }
	}),
])

describe('a stream', () => {
	test('tells its progress in order and ends with one result', async () => {
		const port = connectAs(stamps.panel, name)
		port.say(body)
		expect(await port.result()).toEqual({ ok: false, error: { kind: 'preview-changed' } })
		expect(port.heard.slice(0, -1)).toEqual([{ progress: 'sealing' }, { progress: 'done' }])
	})

	test.each(['content', 'frame', 'worker', 'engine'] as const)('is refused from %s', async role => {
		const port = connectAs(stamps[role], name)
		port.say(body)
		expect(await port.result()).toEqual({ ok: false, error: { kind: 'sender-not-allowed' } })
	})

	test('is refused when malformed', async () => {
		const port = connectAs(stamps.panel, name)
		port.say({ binding: 'short', hash: 'none' })
		expect(await port.result()).toMatchObject({ error: { kind: 'malformed', at: '.binding' } })
	})

	test('of an unknown name is left to others', () => {
		expect(connectAs(stamps.panel, 'mednexus/1/other/stream').isServed()).toBe(false)
		expect(connectAs(stamps.panel, 'a page’s own').isServed()).toBe(false)
	})

	test('says nothing to a page that has gone, and lets the work know', async () => {
		const port = connectAs(stamps.panel, name)
		port.say(body)
		port.leave()
		await Promise.resolve()
		await Promise.resolve()
		expect(signal?.aborted).toBe(true)
		expect(port.heard).toEqual([{ progress: 'sealing' }])
	})

	test('lets no word of an exception cross', async () => {
		const surfaced: unknown[] = []
		const queue = globalThis.queueMicrotask
		globalThis.queueMicrotask = work => {
			try {
				work()
			} catch (thrown) {
				surfaced.push(thrown)
			}
		}
		try {
			const port = connectAs(stamps.panel, name)
			port.say({ ...(body as object), hash: `0x${'ff'.repeat(32)}` })
			expect(await port.result()).toEqual({ ok: false, error: { kind: 'handler-failed' } })
		} finally {
			globalThis.queueMicrotask = queue
		}
		expect(surfaced).toHaveLength(1)
		expect(String((surfaced[0] as Error).stack)).toContain('publishing/publish failed: Error')
		expect(String((surfaced[0] as Error).stack)).not.toContain('patient')
	})
})
