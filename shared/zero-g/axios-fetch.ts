/**
 * Stands in for `axios`, which the SDK's transport imports: bundles alias `axios` to this file. The published one has
 * no transport that works in a service worker, and brings a hundred kilobytes along. Our own client replaces the
 * SDK's transport anyway; this keeps whatever else of the SDK is called working.
 */
// eslint-disable-next-line no-restricted-syntax -- what it stands in for is a default export
export default async function axios(request: {
	readonly url: string
	readonly data: unknown
	readonly timeout: number
}): Promise<{ data: unknown }> {
	const response = await fetch(request.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(request.data),
		signal: AbortSignal.timeout(request.timeout),
		credentials: 'omit',
		referrerPolicy: 'no-referrer',
	})
	return { data: (await response.json()) as unknown }
}
