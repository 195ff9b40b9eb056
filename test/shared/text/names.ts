import { TermDictionary, type NamedTerms } from '#shared/text/dictionary.ts'
import { termFinder } from '#shared/text/find-terms.ts'
import { parseTermId, type TermId } from '#shared/ontology/term-id.ts'

const id = (text: string): TermId => {
	const parsed = parseTermId(text)
	if (!parsed.ok) throw new Error(`${text} is not a term`)
	return parsed.value
}

/** A few terms as the ontology names them: label, exact synonyms, abbreviations after a tilde, codes after an equals sign. */
const rows = `
HP:0001263|Global developmental delay|Developmental delay|~GDD|=SNOMEDCT_US:224958001
HP:0002376|Developmental regression|=SNOMEDCT_US:609225004
HP:0002069|Bilateral tonic-clonic seizure|Grand mal|Generalized tonic-clonic seizure (without specification of onset)|=SNOMEDCT_US:54200006
HP:0001250|Seizure|Epileptic seizure
HP:0001903|Anemia|Anaemia
HP:0001900|Increased circulating hemoglobin concentration
HP:0004823|Anisopoikilocytosis
HP:0001272|Cerebellar atrophy|Atrophic cerebellum
HP:0006855|Cerebellar vermis atrophy
HP:0002059|Cerebral atrophy
HP:0001251|Ataxia|Cerebellar ataxia
HP:0010867|Dyssynergia|=SNOMEDCT_US:20262006
HP:0002151|Increased circulating lactate concentration|Increased serum lactate
HP:0001987|Hyperammonemia
HP:0000639|Nystagmus|=SNOMEDCT_US:563001
HP:0025065|Abnormal mean corpuscular volume
HP:0025066|Decreased mean corpuscular volume|Microcytosis
HP:0005518|Increased mean corpuscular volume
HP:0001166|Arachnodactyly|Spider fingers|=SNOMEDCT_US:62250003
HP:0001519|Disproportionate tall stature|=SNOMEDCT_US:62250003
HP:0001083|Ectopia lentis|=SNOMEDCT_US:74969002
HP:0002650|Scoliosis
HP:0002616|Aortic root aneurysm
HP:0001634|Mitral valve prolapse
HP:0002160|Hyperhomocystinemia
HP:0000767|Pectus excavatum
HP:0002133|Status epilepticus
HP:0000541|Retinal detachment
`
	.trim()
	.split('\n')
	.map(row => row.split('|'))

const byId = new Map(rows.map(([term = '', label = '', ...rest]) => [id(term), { label, rest }]))

/** Real names of a few findings, for tests that read charts and notes. */
export const names: NamedTerms = {
	terms: () => byId.keys(),
	label: term => byId.get(term)?.label,
	synonyms: term =>
		(byId.get(term)?.rest ?? [])
			.filter(text => !text.startsWith('='))
			.map(text => ({ text: text.replace(/^~/, ''), scope: 'exact', abbreviation: text.startsWith('~') })),
	references: term =>
		(byId.get(term)?.rest ?? []).filter(text => text.startsWith('=')).map(text => text.slice(1)),
	isFinding: () => true,
}
export const dictionary = new TermDictionary(names)
export const vocabulary = { dictionary, findTerms: termFinder(dictionary) }
