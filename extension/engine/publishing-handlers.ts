import { draftPublication } from '#shared/actions/member/publish-case.ts'
import { narrativePart } from '#shared/actions/member/seal-record.ts'
import { mayLeave } from '#shared/compliance/decide.ts'
import { toBase64url } from '#shared/kernel/bytes.ts'
import { err, ok, type Result } from '#shared/kernel/result.ts'
import { previewCard, publishCard } from '../messages/publishing.ts'
import type { Handler } from '../messages/serve.ts'
import { onStream, type StreamHandler } from '../messages/stream.ts'
import type { Published, PublishStep } from '../panel/product.ts'
import type { Engine } from './engine.ts'
import { forPanel } from './failures.ts'
import { finishPublication, rememberOwner } from './publications.ts'
import { type Review, reviewCase } from './review.ts'
import { onWhileOpen, whileOpen } from './while-open.ts'

/** What would leave, exactly. */
export const previewHandlers = (engine: Engine): readonly Handler[] => [
	onWhileOpen(previewCard, async ({ binding }) => {
		const review = await reviewCase(engine, binding)
		if (!review.ok) return review
		const { preview } = review.value
		return ok({ ...preview, bytes: toBase64url(preview.bytes) })
	}),
]

/** What leaves, after a click on exactly these bytes. It goes on although the panel that asked is closed. */
export const publishHandlers = (engine: Engine): readonly StreamHandler[] => [
	onStream(publishCard, ({ binding, hash }, told) => whileOpen(() => publish(engine, binding, hash, told))),
]

async function publish(
	engine: Engine,
	binding: string,
	hash: string,
	told: (step: PublishStep) => void,
): Promise<Result<Published>> {
	const review = await reviewCase(engine, binding)
	if (!review.ok) return review
	const { member, preview, consent } = review.value
	if (preview.hash !== hash) return err({ kind: 'preview-changed' })
	if (!mayLeave(preview.decision.outcome)) return err({ kind: 'needs-a-human' })
	const { ports, registry, turns } = member
	const drafted = await turns.run(() =>
		draftPublication(ports, registry, consent, preview.bytes, partsOf(review.value)),
	)
	if (!drafted.ok) return forPanel(drafted.error)
	const session = await engine.session()
	await rememberOwner(session.home.documents, consent.handle, binding)
	const done = await finishPublication(session, member, consent.handle, told)
	if (!done.ok) return done
	engine.changed()
	const { handle, record, segmentRoot } = done.value
	return ok({
		handle,
		hash: done.value.hash,
		record: record?.record ?? null,
		recordRoot: record?.root ?? null,
		segmentRoot: segmentRoot as string,
		readers: preview.readers.allowed,
	})
}

/** What goes into the sealed record: only what the preview listed. */
const partsOf = ({ current, preview }: Review) =>
	preview.record.some(part => part.class === 'narrative') ? [narrativePart(current.narrative)] : []
