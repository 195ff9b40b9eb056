import type { Random } from '../kernel/clock.ts'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../kernel/bytes.ts'
import { reveal, Secret } from '../kernel/secret.ts'
import { openAtRest, sealAtRest } from '../crypto/at-rest.ts'
import type { DeploymentId } from '../crypto/deployment.ts'
import type { Key } from '../crypto/kdf.ts'

/** Bytes under a name, wherever the device keeps them. What is handed to it is sealed already. */
export interface Store {
	get(name: string): Promise<Uint8Array | undefined>
	put(name: string, bytes: Uint8Array): Promise<void>
	delete(name: string): Promise<void>
	/** Names that begin so, ascending. */
	list(prefix: string): Promise<readonly string[]>
}

/** One file, overwritten in place and flushed: where chains live that must not be found again (protocol 2). */
export interface Cell {
	read(): Promise<Uint8Array | undefined>
	write(bytes: Uint8Array): Promise<void>
}

/** What can stand in a document: JSON, and bytes or secrets, which JSON lacks. */
export type Value =
	| null
	| boolean
	| number
	| string
	| Uint8Array
	| Secret<Uint8Array>
	| readonly Value[]
	| { readonly [name: string]: Value | undefined }

/** Something kept on this device that is gone or was changed behind our back. */
export class StoreDamaged extends Error {
	constructor(name: string) {
		super(`the sealed entry ${name.split('/')[0]} does not open`)
	}
}

export interface RestSeal {
	readonly deployment: DeploymentId
	readonly key: Key
	readonly random: Random
}

/**
 * Documents over bytes, every one sealed under the key of its store and bound to its name, so that entries cannot be
 * swapped. An entry that does not open is damage, not an expected outcome: it throws.
 */
export class Documents {
	readonly #store: Store
	readonly #seal: RestSeal

	constructor(store: Store, rest: RestSeal) {
		this.#store = store
		this.#seal = rest
	}

	async get<T>(name: string): Promise<T | undefined> {
		const bytes = await this.getBytes(name)
		return bytes && (decode(bytes, name) as T)
	}
	async put(name: string, value: unknown): Promise<void> {
		await this.putBytes(name, encode(value as Value))
	}
	async getBytes(name: string): Promise<Uint8Array | undefined> {
		const file = await this.#store.get(name)
		if (!file) return undefined
		return opened(this.#seal, name, file)
	}
	async putBytes(name: string, bytes: Uint8Array): Promise<void> {
		await this.#store.put(name, sealed(this.#seal, name, bytes))
	}
	delete(name: string): Promise<void> {
		return this.#store.delete(name)
	}
	list(prefix: string): Promise<readonly string[]> {
		return this.#store.list(prefix)
	}
}

const sealed = ({ deployment, key, random }: RestSeal, name: string, bytes: Uint8Array): Uint8Array =>
	sealAtRest(deployment, key, name, bytes, random)

function opened({ deployment, key }: RestSeal, name: string, file: Uint8Array): Uint8Array {
	const plain = openAtRest(deployment, key, name, file)
	if (!plain.ok) throw new StoreDamaged(name)
	return plain.value
}

const bytesMark = '$bytes'
const secretMark = '$secret'

const plainOf = (value: Value | undefined): unknown => {
	if (value instanceof Uint8Array) return { [bytesMark]: toBase64url(value) }
	if (value instanceof Secret) return { [secretMark]: toBase64url(reveal(value)) }
	if (Array.isArray(value)) return value.map(plainOf)
	if (typeof value !== 'object' || value === null) return value
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainOf(inner as Value)]))
}
const encode = (value: Value): Uint8Array => utf8(JSON.stringify(plainOf(value)))

function decode(bytes: Uint8Array, name: string): unknown {
	const text = fromUtf8(bytes)
	if (text === undefined) throw new StoreDamaged(name)
	return JSON.parse(text, (_, value: unknown) => {
		if (typeof value !== 'object' || value === null) return value
		const { [bytesMark]: plain, [secretMark]: secret } = value as Record<string, unknown>
		if (typeof plain === 'string') return fromBase64url(plain)
		if (typeof secret === 'string') return new Secret(fromBase64url(secret) as Uint8Array)
		return value
	})
}
