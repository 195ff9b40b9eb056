import type { AgeBand, Gene, Response, Sex } from '#shared/case/case.ts'

/** One of the three cases of CAD deficiency that the demonstration story is about. All people are invented. */
export interface StoryCase {
	readonly story: 'new-york' | 'reykjavik' | 'bengaluru'
	readonly institution: number
	readonly observed: readonly string[]
	readonly excluded: readonly string[]
	readonly uncertain: readonly string[]
	readonly sex: Sex
	readonly ageBand: AgeBand
	readonly response: Response
	readonly institutionNamed: boolean
	readonly narrative: string
}

export const cad: Gene = { symbol: 'CAD', hgnc: 1424 }

export const storyCases: readonly StoryCase[] = [
	{
		story: 'new-york',
		institution: 1,
		observed: [
			'Global developmental delay',
			'Developmental regression',
			'Bilateral tonic-clonic seizure',
			'Anemia',
			'Anisopoikilocytosis',
			'Cerebellar atrophy',
			'Ataxia',
		],
		excluded: ['Increased circulating lactate concentration'],
		uncertain: ['Nystagmus'],
		sex: 'female',
		ageBand: '1 to 4 years',
		response: 'not-recorded',
		institutionNamed: false,
		narrative:
			'Invented for the demonstration: a girl whose skills fade after seizures that nothing has stopped.',
	},
	{
		story: 'reykjavik',
		institution: 2,
		observed: [
			'Global developmental delay',
			'Developmental regression',
			'Bilateral tonic-clonic seizure',
			'Status epilepticus',
			'Anisopoikilocytosis',
			'Anemia',
			'Ataxia',
			'Cerebral atrophy',
			'Dysphagia',
		],
		excluded: ['Increased circulating lactate concentration', 'Hearing impairment'],
		uncertain: [],
		sex: 'male',
		ageBand: '5 to 9 years',
		response: 'not-recorded',
		institutionNamed: true,
		narrative: 'Invented for the demonstration: a boy followed for years without a name for his disease.',
	},
	{
		story: 'bengaluru',
		institution: 3,
		observed: [
			'Global developmental delay',
			'Motor delay',
			'Refractory status epilepticus',
			'Focal-onset seizure',
			'Anemia',
			'Poikilocytosis',
			'Acanthocytosis',
			'Gait ataxia',
			'Cerebellar atrophy',
			'Failure to thrive',
			'Hypotonia',
		],
		excluded: ['Increased circulating lactate concentration', 'Hyperammonemia'],
		uncertain: [],
		sex: 'female',
		ageBand: '1 to 4 years',
		response: 'improved',
		institutionNamed: false,
		narrative:
			'Invented for the demonstration: uridine was started after the sequencing result; seizures stopped and she walks again.',
	},
]
