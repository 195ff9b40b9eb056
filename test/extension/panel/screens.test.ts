import { describe, expect, test } from 'vitest'
import { Asks } from '#extension/panel/asks/asks.svelte.ts'
import { Consent } from '#extension/panel/consent/consent.svelte.ts'
import { lists } from '#extension/panel/consent/words.ts'
import { Publishing } from '#extension/panel/publish/publishing.svelte.ts'
import { Similar } from '#extension/panel/similar/similar.svelte.ts'
import { Entry } from '#extension/panel/vault/entry.svelte.ts'
import { err, ok } from '#shared/kernel/result.ts'
import { memoryProduct } from '#test/browser/gallery/memory-product.ts'
import { matches, present } from '#test/browser/gallery/story.ts'

const clock = { now: () => present }

describe('similar cases', () => {
	test('an answer to an older question is dropped', async () => {
		const product = memoryProduct({ confirmed: true })
		const answers: (() => void)[] = []
		const slow = new Similar({
			...product.matches,
			search: by =>
				new Promise(resolve =>
					answers.push(() => {
						const list = by === 'findings' ? matches.slice(0, 1) : matches
						resolve(ok({ matches: list, cards: 240, institutions: 12, indexAt: present, stale: false }))
					}),
				),
		})
		const first = slow.search('findings-and-gene')
		const second = slow.search('findings')
		answers[1]?.()
		answers[0]?.()
		await Promise.all([first, second])
		expect(slow.matches).toHaveLength(1)
	})

	test('the same mark twice takes it back', async () => {
		const product = memoryProduct()
		const similar = new Similar(product.matches)
		await similar.search()
		expect(await similar.mark('relevant')).toBe('relevant')
		expect(await similar.mark('relevant')).toBe('new')
	})

	test('the selected match stays selected when the order changes', async () => {
		const product = memoryProduct()
		let order = matches
		const similar = new Similar({
			...product.matches,
			search: () =>
				Promise.resolve(ok({ matches: order, cards: 4, institutions: 4, indexAt: present, stale: false })),
		})
		await similar.search()
		similar.move(1)
		order = [...matches].reverse()
		await similar.search('findings')
		expect(similar.current?.handle).toBe(matches[1]?.handle)
	})
})

describe('consent', () => {
	const fill = (consent: Consent): void => {
		consent.subject = 'minor'
		consent.chooseData('codes', true)
		consent.choosePurpose('care-match', true)
		consent.institutionNamed = false
		consent.recontact = true
		consent.period = 4
		consent.how = 'witnessed'
	}

	test('nothing is ticked before a person ticks it, and every question must be answered', () => {
		const consent = new Consent(memoryProduct().consent, clock)
		expect(consent.missing).toBe('subject')
		fill(consent)
		expect(consent.missing).toBeNull()
		consent.institutionNamed = null
		expect(consent.missing).toBe('named')
	})

	test('an unanswered form records nothing', async () => {
		const product = memoryProduct()
		const consent = new Consent(product.consent, clock)
		expect(await consent.grant()).toBe(false)
		expect(product.calls).toEqual([])
	})

	test('ends within a year', async () => {
		const product = memoryProduct()
		const consent = new Consent(product.consent, clock)
		fill(consent)
		await consent.grant()
		expect(consent.current?.until).toBeLessThanOrEqual(present + 365 * 86_400)
	})

	test('shows the receipt once and keeps it nowhere else', async () => {
		const consent = new Consent(memoryProduct().consent, clock)
		fill(consent)
		expect(await consent.grant()).toBe(true)
		expect(consent.receipt?.receipt).toMatch(/^0x/)
		expect(consent.current).not.toHaveProperty('receipt')
		consent.handedOver()
		expect(consent.receipt).toBeNull()
	})

	test('always lists the yes and the no', () => {
		const none = lists({ data: [], purposes: [], institutionNamed: null, recontact: null })
		expect(none.yes).toEqual([])
		expect(none.no.length).toBeGreaterThan(0)
		const some = lists({ data: ['codes'], purposes: ['care-match'], institutionNamed: true, recontact: true })
		expect(some.yes).toHaveLength(4)
		expect(some.yes.length + some.no.length).toBe(none.no.length)
	})
})

describe('publishing', () => {
	test('every byte of the card is shown, once and in order', async () => {
		const publishing = new Publishing(memoryProduct().publishing)
		await publishing.load()
		const shown = publishing.groups.map(group => group.hex).join('')
		const bytes = publishing.preview?.bytes ?? new Uint8Array()
		expect(shown).toBe(Buffer.from(bytes).toString('hex'))
	})

	test('publishes the hash that was shown', async () => {
		const product = memoryProduct()
		const publishing = new Publishing(product.publishing)
		await publishing.load()
		expect(await publishing.publish()).toBe(true)
		expect(publishing.published?.hash).toBe(publishing.preview?.hash)
		expect(publishing.waiting).toBe(0)
	})

	test.each(['block', 'needs-a-human'] as const)('asks nobody when the decision is %s', async outcome => {
		const product = memoryProduct({ outcome })
		const publishing = new Publishing(product.publishing)
		await publishing.load()
		expect(await publishing.publish()).toBe(false)
		expect(product.calls.some(call => call.startsWith('publishing.publish'))).toBe(false)
	})

	test('a second press while it runs publishes once', async () => {
		const product = memoryProduct()
		const publishing = new Publishing(product.publishing)
		await publishing.load()
		await Promise.all([publishing.publish(), publishing.publish()])
		expect(product.calls.filter(call => call.startsWith('publishing.publish'))).toHaveLength(1)
	})

	test('a refusal keeps the preview and says why', async () => {
		const product = memoryProduct()
		const publishing = new Publishing({
			...product.publishing,
			publish: () => Promise.resolve(err({ kind: 'changed' })),
		})
		await publishing.load()
		await publishing.publish()
		expect(publishing.failure).toEqual({ kind: 'changed' })
		expect(publishing.waiting).toBe(66)
	})
})

describe('asks', () => {
	test('an empty question is not sent', async () => {
		const product = memoryProduct()
		const asks = new Asks(product.asks)
		asks.write(matches[1] as (typeof matches)[number])
		asks.question = '   '
		expect(await asks.send()).toBe(false)
		expect(product.calls).toEqual([])
	})

	test('a sent question opens as a thread and is found by its card', async () => {
		const asks = new Asks(memoryProduct().asks)
		const match = matches[1] as (typeof matches)[number]
		asks.write(match)
		asks.question = 'Did they respond?'
		expect(await asks.send()).toBe(true)
		expect(asks.current?.question.text).toBe('Did they respond?')
		expect(asks.about(match.handle)).toBeDefined()
		expect(asks.question).toBe('')
	})

	test('what was written is kept when sending fails', async () => {
		const asks = new Asks(memoryProduct({ failure: 'offline' }).asks)
		asks.write(matches[0] as (typeof matches)[number])
		asks.question = 'Did they respond?'
		expect(await asks.send()).toBe(false)
		expect(asks.question).toBe('Did they respond?')
		expect(asks.failure).toEqual({ kind: 'offline' })
	})

	test('declining asks for no reason', () => {
		const asks = new Asks(memoryProduct().asks)
		asks.outcome = 'declined'
		expect(asks.missing).toBeNull()
		asks.outcome = 'yes'
		expect(asks.missing).toBe('response')
	})
})

describe('entry', () => {
	test('a short or mistyped passphrase creates nothing', async () => {
		const product = memoryProduct()
		const entry = new Entry(product.vault)
		entry.passphrase = 'elevenchars'
		entry.again = 'elevenchars'
		expect(await entry.create()).toBe(false)
		entry.passphrase = 'twelve chars!'
		expect(await entry.create()).toBe(false)
		expect(product.calls).toEqual([])
	})

	test('a used passphrase is forgotten, a refused one stays to be corrected', async () => {
		const entry = new Entry(memoryProduct().vault)
		entry.passphrase = 'not this one'
		expect(await entry.unlock()).toBe(false)
		expect(entry.failure).toEqual({ kind: 'wrong-passphrase' })
		expect(entry.passphrase).toBe('not this one')
		entry.passphrase = 'copper heron at noon'
		expect(await entry.unlock()).toBe(true)
		expect(entry.passphrase).toBe('')
	})

	test('joining shows the fingerprint that the officer sees', async () => {
		const entry = new Entry(memoryProduct().vault)
		entry.invitation = ' invitation '
		expect(await entry.join()).toBe(true)
		expect(entry.fingerprint).toMatch(/^0x/)
	})
})
