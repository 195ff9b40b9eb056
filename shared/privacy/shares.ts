import type { AgeBand, Sex } from '../case/case.ts'

/**
 * What share of the people in the world a stated fact fits, rounded down: a smaller share says fewer people, which is
 * the cautious side. Ages and regions after the United Nations' World Population Prospects 2024, to two digits.
 */
export const worldPopulation = 8_100_000_000

/**
 * People in the world with a rare disease. Nguengang Wakap et al. 2020 (doi 10.1038/s41431-019-0508-0): 3.5 to 5.9 % of
 * the population at any time, which is 263 to 446 million; the lower end.
 */
export const peopleWithRareDisease = 263_000_000

/** A named gene is one of about 5,000 in which variants are known to cause a disease (OMIM's gene map statistics). */
export const geneShare = 1 / 5000

/** A stated age of onset: one of nine periods, the commonest of which holds far more than a fifth. */
export const onsetShare = 1 / 5

export const sexShares: Readonly<Record<Sex, number>> = {
	'not-stated': 1,
	female: 0.49,
	male: 0.5,
	other: 0.001,
}

export const ageShares: Readonly<Record<AgeBand, number>> = {
	'not stated': 1,
	'before birth': 0.012,
	'under 28 days': 0.0012,
	'under 1 year': 0.016,
	'1 to 4 years': 0.064,
	'5 to 9 years': 0.083,
	'10 to 14 years': 0.083,
	'15 to 17 years': 0.048,
	'18 to 29 years': 0.18,
	'30 to 39 years': 0.14,
	'40 to 49 years': 0.12,
	'50 to 59 years': 0.1,
	'60 to 69 years': 0.08,
	'70 to 79 years': 0.045,
	'80 years and over': 0.02,
}

/** Millions of people by UN M49 sub-region, as far as a card may name one; 9 stands for all smaller ones. */
const millions: Readonly<Record<number, number>> = {
	5: 430,
	9: 12,
	11: 440,
	13: 180,
	14: 490,
	15: 260,
	17: 200,
	18: 72,
	21: 380,
	29: 44,
	30: 1600,
	34: 2000,
	35: 680,
	39: 150,
	53: 31,
	143: 80,
	145: 300,
	151: 280,
	154: 100,
	155: 190,
}

/** Share of the world's people in a region of the card; everybody when none is stated. */
export const regionShare = (region: number): number =>
	region === 0 ? 1 : ((millions[region] ?? 12) * 1_000_000) / worldPopulation
