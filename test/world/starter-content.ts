import { parseAnnotations } from '#shared/ontology/annotations.ts'
import { countProfiles } from '#shared/ontology/build-pack.ts'
import { parseTable } from '#shared/ontology/release-table.ts'
import type { TermId } from '#shared/ontology/term-id.ts'
import starter from '#shared/ontology/starter/starter.json' with { type: 'json' }
import { background, lookAlikes } from './cases-conditions.ts'
import { storyCases } from './cases-story.ts'

/** What charts say every day, besides the demonstration conditions' findings. */
const everyday =
	`Fever|Cough|Headache|Migraine|Vomiting|Diarrhea|Constipation|Abdominal pain|Fatigue|Weight loss|Obesity
Short stature|Tall stature|Failure to thrive|Microcephaly|Macrocephaly|Hypotonia|Spasticity|Dystonia|Tremor|Chorea
Myoclonus|Hyperreflexia|Peripheral neuropathy|Muscle weakness|Myopathy|Intellectual disability|Specific learning disability
Autism|Attention deficit hyperactivity disorder|Delayed speech and language development|Absent speech|Motor delay
Febrile seizure (within the age range of 3 months to 6 years)|Infantile spasms|Focal-onset seizure|Generalized-onset seizure
EEG abnormality|Status epilepticus|Refractory status epilepticus|Loss of speech|Stroke-like episode|Stroke|Hemiparesis
Sensorineural hearing impairment|Hearing impairment|Visual impairment|Nystagmus|Strabismus|Optic atrophy|Cataract|Ptosis
Retinal degeneration|Ophthalmoplegia|Dysphagia|Feeding difficulties|Gastroesophageal reflux|Hepatomegaly|Splenomegaly
Elevated circulating hepatic transaminase concentration|Jaundice|Hypoalbuminemia|Hyperammonemia|Hypoglycemia|Hyperglycemia
Lactic acidosis|Metabolic acidosis|Increased circulating lactate concentration|Elevated circulating creatine kinase concentration
Hyponatremia|Hypernatremia|Hypokalemia|Hyperkalemia|Hypocalcemia|Hypercalcemia|Renal insufficiency|Proteinuria|Hematuria
Elevated circulating creatinine concentration|Anemia|Microcytic anemia|Macrocytic anemia|Normocytic anemia|Hemolytic anemia
Sideroblastic anemia|Megaloblastic anemia|Thrombocytopenia|Thrombocytosis|Leukopenia|Leukocytosis|Neutropenia|Lymphopenia
Pancytopenia|Anisocytosis|Poikilocytosis|Acanthocytosis|Schistocytosis|Reticulocytosis|Increased mean corpuscular volume
Decreased mean corpuscular volume|Decreased hemoglobin concentration|Recurrent infections|Eczematoid dermatitis|Hypertension|Hypotension
Tachycardia|Bradycardia|Arrhythmia|Cardiomyopathy|Hypertrophic cardiomyopathy|Atrial septal defect|Ventricular septal defect
Asthma|Respiratory distress|Apnea|Hypoxemia|Scoliosis|Joint hypermobility|Arthralgia|Diabetes mellitus|Hypothyroidism
Exercise intolerance|Cerebral atrophy|Cerebellar hypoplasia|Brain atrophy|Ventriculomegaly|Delayed myelination
Abnormal cerebral white matter morphology|Leukodystrophy|Abnormal basal ganglia morphology|Encephalopathy|Ataxia|Gait ataxia
Broad-based gait|Unsteady gait|Loss of ambulation|Renal tubular acidosis|Dysplastic erythropoesis|Reduced consciousness
Increased circulating ferritin concentration|Elevated circulating C-reactive protein concentration|Cryptorchidism|Cleft palate|Sleep abnormality
Anxiety|Depression|Aggressive behavior|Irritability|Lethargy|Coma|Dysarthria|Oroticaciduria|Hypoglycorrhachia|Hemianopia
Decreased body weight|Increased body weight|Abnormal blood glucose concentration|Hyperhidrosis|Pallor|Epistaxis|Nausea
Abnormal mean corpuscular volume|Cerebellar vermis atrophy|Hyperhomocystinemia|Increased circulating hemoglobin concentration
Antenatal onset|Congenital onset|Neonatal onset|Infantile onset|Childhood onset|Juvenile onset|Young adult onset
Middle age onset|Late onset`
		.split(/[|\n]/)
		.map(label => label.trim())

const rowOf = (line: string): readonly string[] => line.split('\t')

/**
 * The content of the starter ontology: unaltered rows of a release in the table form, for every finding the
 * demonstration world or an everyday chart names and all its ancestors, with counts of disease annotations.
 */
export function starterContent(
	table: string,
	annotations: string,
	alsoTerms: readonly string[] = [],
): object {
	const release = parseTable(table)
	if (!release.ok) throw new Error('the release could not be read')
	const byId = new Map(release.value.terms.map(term => [term.id, term]))
	const byLabel = new Map(release.value.terms.map(term => [term.label, term.id]))
	const labels = [
		...storyCases.flatMap(({ observed, excluded, uncertain }) => [...observed, ...excluded, ...uncertain]),
		...[...lookAlikes, ...background].flatMap(({ findings }) => findings.map(({ label }) => label)),
		...everyday,
	]
	const kept = new Set<TermId>()
	const keep = (id: TermId | undefined): void => {
		if (id === undefined || kept.has(id)) return
		kept.add(id)
		byId.get(id)?.parents.forEach(keep)
	}
	const missing = labels.filter(label => !byLabel.has(label))
	if (missing.length > 0)
		throw new Error(`the release has no term called ${[...new Set(missing)].join(', ')}`)
	labels.forEach(label => keep(byLabel.get(label)))
	alsoTerms.forEach(id => keep(byId.get(id as TermId)?.id))

	const profiles = parseAnnotations(annotations, ['OMIM:', 'DECIPHER:'])
	const source = `phenotype.hpoa ${/(\d{4}-\d{2}-\d{2})/.exec(annotations)?.[1] ?? ''}, OMIM and DECIPHER diseases`
	const counts = countProfiles(release.value, profiles.values(), { basis: 'disease annotations', source })
	const rows = table.split('\n').filter(line => kept.has(rowOf(line)[0] as TermId))
	return {
		name: 'Human Phenotype Ontology',
		source: `hp.json, release ${release.value.version}`,
		lacks: `A starter of ${rows.length} of the release's ${byId.size} terms: what the demonstration world and everyday charts use. Definitions and cross-references are left out.`,
		licence: {
			id: 'HPO',
			text: 'Free to use. The consortium asks to be cited, that the release be shown, and that neither content nor logical relations be altered. The full terms are at https://hpo.jax.org/license.',
			attribution: `Human Phenotype Ontology, release ${release.value.version}, by the Human Phenotype Ontology Consortium, https://hpo.jax.org`,
		},
		counts: {
			source,
			population: counts.population,
			of: [...kept].sort().map(id => `${id} ${counts.of.get(id) ?? 0}`),
		},
		release: [
			...table.split('\n').filter(line => line.startsWith('#hp-version')),
			...rows.map(line => rowOf(line).slice(0, 5).join('\t')),
		],
	}
}

/** In which rows the committed starter is not the release's own; empty when it is verbatim, or of another release. */
export function starterDifferences(table: string): readonly string[] {
	const lines = table.split('\n')
	const [version] = starter.release
	if (!lines.includes(version as string)) return []
	const rows = new Set(lines.map(line => rowOf(line).slice(0, 5).join('\t')))
	return starter.release.slice(1).filter(line => !rows.has(line))
}
