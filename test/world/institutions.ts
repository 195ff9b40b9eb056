/** An invented institution of the demonstration world, in id order from 1. */
export interface DemoInstitution {
	readonly id: number
	readonly name: string
	/** ISO 3166-1 alpha-2. */
	readonly country: string
	readonly place: string
	/** UN M49 sub-region that its cards carry. */
	readonly region: number
	readonly founder: boolean
	/** The invented clinician whose device takes part in the story. */
	readonly clinician?: string
}

const listed: readonly Omit<DemoInstitution, 'id' | 'founder'>[] = [
	{
		name: 'Hudson Children’s Hospital',
		country: 'US',
		place: 'New York',
		region: 21,
		clinician: 'Dr Ines Calloway',
	},
	{ name: 'Faxaflói University Hospital', country: 'IS', place: 'Reykjavík', region: 154 },
	{
		name: 'Kaveri Institute of Neuroscience',
		country: 'IN',
		place: 'Bengaluru',
		region: 34,
		clinician: 'Dr Anand Rao',
	},
	{ name: 'Instituto Paulista da Criança', country: 'BR', place: 'São Paulo', region: 5 },
	{ name: 'Kilima Children’s Hospital', country: 'KE', place: 'Nairobi', region: 14 },
	{ name: 'Yodogawa Medical Center', country: 'JP', place: 'Osaka', region: 30 },
	{ name: 'Humber Valley Hospital', country: 'CA', place: 'Toronto', region: 21 },
	{ name: 'Rijnland Academic Hospital', country: 'NL', place: 'Leiden', region: 155 },
	{ name: 'Najd Specialist Hospital', country: 'SA', place: 'Riyadh', region: 145 },
	{ name: 'Hanbit University Hospital', country: 'KR', place: 'Seoul', region: 30 },
	{ name: 'Hospital Ribeira Tejo', country: 'PT', place: 'Lisbon', region: 39 },
	{ name: 'Waitematā Hospital', country: 'NZ', place: 'Auckland', region: 53 },
]

/** The twelve, of which the first three founded the network. */
export const demoInstitutions: readonly DemoInstitution[] = listed.map((each, index) => ({
	...each,
	id: index + 1,
	founder: index < 3,
}))
