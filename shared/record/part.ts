import { Decrypter, Encrypter } from 'age-encryption'
import { bech32 } from '../crypto/bech32.ts'
import { frame, unframe } from '../crypto/frame.ts'
import type { Key } from '../crypto/kdf.ts'
import type { Unreadable } from '../crypto/object-header.ts'
import { type DoesNotOpen, doesNotOpen } from '../crypto/seal.ts'
import { concat, utf8 } from '../kernel/bytes.ts'
import type { Result } from '../kernel/result.ts'
import { reveal } from '../kernel/secret.ts'

/** What an author may write to: `age1pq1…` of a record key or of their own identity. */
export type AgeRecipient = `age1${string}`
export type AgeIdentity = `AGE-SECRET-KEY-${string}`

/** An age file in two objects: who can open it, and what it holds. One after the other they are the file again. */
export interface AgeFile {
	readonly header: Uint8Array
	readonly payload: Uint8Array
}

/** The recipient of a hybrid public key, such as an institution's record key (kind 3). */
export const ageRecipient = (publicKey: Uint8Array): AgeRecipient =>
	bech32('age1pq', publicKey) as AgeRecipient

/** The identity of a hybrid seed. A string cannot be forgotten: make it where it is used and keep the seed. */
export const ageIdentity = (seed: Key): AgeIdentity =>
	bech32('age-secret-key-pq-', reveal(seed)).toUpperCase() as AgeIdentity

const lastLine = utf8('\n---')

/** Cuts an age file behind the line that begins `---`. */
export function splitAge(file: Uint8Array): AgeFile {
	for (let at = 0; at < file.length; at++) {
		if (!lastLine.every((byte, i) => file[at + i] === byte)) continue
		const end = file.indexOf(0x0a, at + lastLine.length) + 1
		if (end > 0) return { header: file.slice(0, end), payload: file.slice(end) }
	}
	throw new RangeError('not an age file')
}

/** A plain age v1 file, as any age tool opens it: `frame(content)` inside tells where the content ends. */
export const joinAge = ({ header, payload }: AgeFile): Uint8Array => concat(header, payload)

/** Seals one part of a record to its recipients, its size hidden in a frame of at least 1 KiB (protocol 6). */
export async function sealPart(content: Uint8Array, recipients: readonly AgeRecipient[]): Promise<AgeFile> {
	const encrypter = new Encrypter()
	for (const recipient of recipients) encrypter.addRecipient(recipient)
	return splitAge(await encrypter.encrypt(frame(content, 1024)))
}

/** The content of a part, for the holder of one of its recipients' identities. */
export async function openPart(
	part: AgeFile,
	identity: AgeIdentity,
): Promise<Result<Uint8Array, DoesNotOpen | Unreadable>> {
	const decrypter = new Decrypter()
	decrypter.addIdentity(identity)
	let framed: Uint8Array
	try {
		framed = await decrypter.decrypt(joinAge(part))
	} catch {
		return doesNotOpen
	}
	return unframe(framed)
}
