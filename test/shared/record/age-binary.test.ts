import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { utf8 } from '#shared/kernel/bytes.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unframe } from '#shared/crypto/frame.ts'
import { newErasureKey, sealHeader } from '#shared/record/erasure.ts'
import { exportPart } from '#shared/record/export.ts'
import { type AgeRecipient, openPart, sealPart, splitAge } from '#shared/record/part.ts'
import { deployment, seededRandom, valueOf } from '../crypto/vectors.ts'

const content = utf8('An invented note, long enough to be read by another program.')

describe('the distribution’s age', () => {
	let folder = ''
	beforeAll(() => {
		if (spawnSync('age', ['--version']).error)
			throw new Error('no `age` on PATH: install the distribution’s package of that name')
		folder = mkdtempSync(join(tmpdir(), 'age-'))
	})
	afterAll(() => rmSync(folder, { recursive: true, force: true }))

	it('opens an exported part for an X25519 identity', async () => {
		const identity = await generateX25519Identity()
		const part = await sealPart(content, [(await identityToRecipient(identity)) as AgeRecipient])
		const random = seededRandom(1)
		const erasureKey = newErasureKey(random)
		const record = `0x${'07'.repeat(16)}` as const
		const header = sealHeader(deployment, erasureKey, record, part.header, random)
		const file = valueOf(exportPart(deployment, erasureKey, record, { header, payload: part.payload }))
		writeFileSync(join(folder, 'part.age'), file)
		writeFileSync(join(folder, 'identity'), identity, { mode: 0o600 })
		const args = ['-d', '-i', join(folder, 'identity'), join(folder, 'part.age')]
		const framed = new Uint8Array(execFileSync('age', args))
		expect(valueOf(unframe(framed))).toEqual(content)
	})

	it('writes files that open here', async () => {
		const identity = await generateX25519Identity()
		const out = join(folder, 'theirs.age')
		execFileSync('age', ['-r', await identityToRecipient(identity), '-o', out], { input: content })
		const opened = await openPart(
			splitAge(new Uint8Array(readFileSync(out))),
			identity as `AGE-SECRET-KEY-${string}`,
		)
		// Theirs carries no frame: the age layer opened, and what it held is not ours.
		expect(opened).toMatchObject({ error: { kind: 'needs-newer-version' } })
	})
})
