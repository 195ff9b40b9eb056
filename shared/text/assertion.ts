import type { Word } from './words.ts'

/** What a note says of a finding it names. `relative` is somebody else's finding and never the patient's. */
export type Assertion = 'observed' | 'excluded' | 'uncertain' | 'relative'

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** Cues are written in the plain form of `words.ts`. */
const denials = list(
	'no not without denie denied deny absent absence negative never nor neither lack free exclude excluded',
)
const doubts = list(
	`query possible possibly probable probably suspect suspected suspicion suspicious questionable equivocal likely may
	might could versu vs unclear unsure doubtful borderline consider`,
)
const relatives = list(
	`mother father parent brother sister sibling twin uncle aunt cousin grandmother grandfather grandparent maternal
	paternal family familial niece nephew husband wife son daughter`,
)
/** "no further seizures" is no denial of seizures: what follows is left to a person. */
const unclearDenials = list(
	'further new longer change increase worsening improvement recurrence more other only',
)
const denialsAfter = list('absent excluded negative denied')
const doubtsAfter = list('possible suspected questionable unlikely')
const turns = list('but however although though except apart otherwise while wherea')

const reach = 8

/**
 * What is said of the words from `first` to `last`: read from the cues around them within their own clause. Scope rules
 * after the idea of NegEx (Chapman 2001), written small: nearest cue first, a clause ends it, lists carry it.
 */
export function assertionOf(text: string, words: readonly Word[], first: number, last: number): Assertion {
	const before = clauseBefore(text, words, first)
	const after = clauseAfter(text, words, last)
	if (sentenceBefore(text, words, first).some(word => relatives.has(word.plain))) return 'relative'
	if (isQuestioned(text, words, first, last)) return 'uncertain'
	if (
		before.some(word => doubts.has(word.plain)) ||
		after.slice(0, 3).some(word => doubtsAfter.has(word.plain))
	)
		return 'uncertain'
	const denial = before.findLastIndex(word => denials.has(word.plain))
	if (denial >= 0) {
		const next = before[denial + 1]
		return next && unclearDenials.has(next.plain) ? 'uncertain' : 'excluded'
	}
	if (isRuledOut(after)) return 'excluded'
	return 'observed'
}

function isRuledOut(after: readonly Word[]): boolean {
	const near = after.slice(0, 4).map(word => word.plain)
	if (near.some(word => denialsAfter.has(word))) return true
	return /^(?:(?:is|are|was|were|wa|been) )?(?:not (?:seen|present|found|detected)|ruled out)/.test(
		near.join(' '),
	)
}

/** "?nystagmus", "nystagmus?" */
function isQuestioned(text: string, words: readonly Word[], first: number, last: number): boolean {
	const from = words[first]?.from ?? 0
	const to = words[last]?.to ?? 0
	return (
		/(?:^|[\s(,;:])\?\s*$/.test(text.slice(Math.max(0, from - 4), from)) ||
		/^\s*\(?\?/.test(text.slice(to, to + 3))
	)
}

/** Words of the same clause before a place, at most `reach`. A comma ends the clause unless an "or" carries the list on. */
function clauseBefore(text: string, words: readonly Word[], first: number): readonly Word[] {
	const clause: Word[] = []
	for (let i = first - 1; i >= 0 && clause.length < reach; i--) {
		const word = words[i] as Word
		const gap = text.slice(word.to, words[i + 1]?.from)
		if (/[.;:!?\n]/.test(gap) || turns.has(word.plain)) break
		if (/[,]/.test(gap) && !isListed(text, words, i + 1)) break
		clause.unshift(word)
	}
	return clause
}

/** A list that is carried on by "or" or "nor" before its sentence ends: "no seizures, ataxia or nystagmus". */
function isListed(text: string, words: readonly Word[], from: number): boolean {
	for (let i = from; i < Math.min(words.length, from + 2 * reach); i++) {
		const word = words[i] as Word
		if (word.plain === 'or' || word.plain === 'nor') return true
		if (/[.;:!?\n]/.test(text.slice(word.to, words[i + 1]?.from)) || turns.has(word.plain)) return false
	}
	return false
}

function clauseAfter(text: string, words: readonly Word[], last: number): readonly Word[] {
	const clause: Word[] = []
	for (let i = last + 1; i < words.length && clause.length < reach; i++) {
		const word = words[i] as Word
		const gap = text.slice(words[i - 1]?.to, word.from)
		if (/[.;,:!?\n]/.test(gap) || turns.has(word.plain)) break
		clause.push(word)
	}
	return clause
}

function sentenceBefore(text: string, words: readonly Word[], first: number): readonly Word[] {
	const sentence: Word[] = []
	for (let i = first - 1; i >= 0; i--) {
		const word = words[i] as Word
		if (/[.;!?\n]/.test(text.slice(word.to, words[i + 1]?.from))) break
		sentence.unshift(word)
	}
	return sentence
}
