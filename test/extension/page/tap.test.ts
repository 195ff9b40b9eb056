import { afterEach, describe, expect, test } from 'vitest'
import { handover, tap, type TapMessage } from '#extension/page/tap.ts'

const json = { 'content-type': 'application/fhir+json;charset=UTF-8' }
const body = '{"resourceType":"Condition"}'

/** A request that answers what it is told, in the type the page asked for, as a browser's would. */
class FakeRequest extends EventTarget {
	responseType = ''
	response: unknown = ''
	responseURL = 'https://chart.example/x'
	status = 200
	type = json['content-type']
	get responseText(): string {
		if (this.responseType !== '' && this.responseType !== 'text') throw new Error('InvalidStateError')
		return this.response as string
	}
	getResponseHeader(name: string): string | null {
		return name === 'content-type' ? this.type : null
	}
	send(): void {
		this.dispatchEvent(new Event('load'))
	}
}

const ports: MessagePort[] = []
afterEach(() => {
	for (const port of ports.splice(0)) port.close()
})

/** A page with the tap in it, and what the tap tells. */
function tapped(answer: () => Promise<Response>) {
	const events = new EventTarget()
	const original = answer
	const OwnRequest = class extends FakeRequest {}
	const page = Object.assign(events, {
		fetch: original as unknown as typeof fetch,
		XMLHttpRequest: OwnRequest as unknown as typeof XMLHttpRequest,
	})
	const originalSend = OwnRequest.prototype.send
	tap(page as never)
	const told: TapMessage[] = []
	let wake: () => void = () => undefined
	const connect = (): MessagePort => {
		const { port1, port2 } = new MessageChannel()
		ports.push(port1)
		port1.onmessage = ({ data }) => {
			told.push(data as TapMessage)
			wake()
		}
		const event = Object.assign(new Event('message', { cancelable: true }), {
			data: handover,
			ports: [port2],
		})
		events.dispatchEvent(event)
		return port1
	}
	/** Resolves once so many messages have come. */
	const heard = async (count: number): Promise<readonly TapMessage[]> => {
		while (told.length < count) await new Promise<void>(resolve => (wake = resolve))
		return told
	}
	return { page, connect, heard, told, original, originalSend, OwnRequest }
}
const answered = { kind: 'answer', url: expect.any(String), status: 200, text: body }

describe('the tap', () => {
	test('hears a fetch and gives the page its own promise and its own response, unread', async () => {
		const response = new Response(body, { headers: json })
		const promise = Promise.resolve(response)
		const { page, connect, heard } = tapped(() => promise)
		connect()
		const given = page.fetch('https://chart.example/x')
		expect(given).toBe(promise)
		expect(await given).toBe(response)
		expect(response.bodyUsed).toBe(false)
		expect(await response.text()).toBe(body)
		expect(await heard(2)).toEqual([{ kind: 'ready' }, { ...answered }])
	})

	test.each([
		['', body],
		['text', body],
		['json', JSON.parse(body) as unknown],
		['blob', new Blob([body])],
		['arraybuffer', new TextEncoder().encode(body).buffer],
	])('hears a request of response type "%s"', async (type, response) => {
		const { connect, heard, OwnRequest } = tapped(() => Promise.reject(new Error('unused')))
		connect()
		const request = new OwnRequest()
		request.responseType = type
		request.response = response
		request.send()
		expect((await heard(2))[1]).toEqual(answered)
		expect(request.response).toBe(response)
	})

	test('keeps what came before the port, in order', async () => {
		const { page, connect, heard } = tapped(() => Promise.resolve(new Response(body, { headers: json })))
		await page.fetch('a')
		await new Promise(resolve => setImmediate(resolve))
		connect()
		expect((await heard(2)).map(({ kind }) => kind)).toEqual(['ready', 'answer'])
	})

	test('passes over what is not JSON, what failed and what is too long', async () => {
		const answers = [
			() => Promise.resolve(new Response('<html>', { headers: { 'content-type': 'text/html' } })),
			() => Promise.reject(new TypeError('offline')),
			() => Promise.resolve(new Response('x'.repeat(2_000_001), { headers: json })),
			() => Promise.resolve(new Response(body, { headers: json })),
		]
		const { page, connect, heard } = tapped(() => (answers.shift() ?? (() => Promise.reject(new Error())))())
		connect()
		await page.fetch('1')
		await expect(page.fetch('2')).rejects.toThrow('offline')
		await page.fetch('3')
		await page.fetch('4')
		expect(await heard(2)).toEqual([{ kind: 'ready' }, answered])
	})

	test('told to stop, gives the page its own functions back and says no more', async () => {
		const { page, connect, heard, told, original, originalSend, OwnRequest } = tapped(() =>
			Promise.resolve(new Response(body, { headers: json })),
		)
		const port = connect()
		await heard(1)
		const closed = new Promise(resolve => port.addEventListener('close', resolve))
		port.postMessage('stop')
		await closed
		expect(page.fetch).toBe(original)
		expect(OwnRequest.prototype.send).toBe(originalSend)
		await page.fetch('late')
		expect(told).toEqual([{ kind: 'ready' }])
	})

	test("leaves a page's own later wrapper of fetch in place when it stops", async () => {
		const { page, connect, heard } = tapped(() => Promise.resolve(new Response(body, { headers: json })))
		const ours = page.fetch
		const theirs: typeof fetch = (...request) => ours(...request)
		page.fetch = theirs
		const port = connect()
		await heard(1)
		const closed = new Promise(resolve => port.addEventListener('close', resolve))
		port.postMessage('stop')
		await closed
		expect(page.fetch).toBe(theirs)
		expect((await page.fetch('x')).status).toBe(200)
	})
})
