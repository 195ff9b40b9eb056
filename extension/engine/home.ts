import { Documents } from '#shared/actions/store.ts'
import { noDeployment, type DeploymentId } from '#shared/crypto/deployment.ts'
import { systemRandom } from '#shared/kernel/clock.ts'
import { toBase64url } from '#shared/kernel/bytes.ts'
import { BrowserStore } from './browser-store.ts'
import { SealedNames } from './sealed-names.ts'
import { WorkerKeys } from './worker-keys.ts'

/** Documents of one deployment, and the way to close the database under them. */
export interface OpenDocuments {
	readonly documents: Documents
	readonly close: () => void
}

/** Opens the sealed documents of a deployment; of none, for what must be known before there is one. Throws `Locked`. */
export async function openDocuments(deployment: DeploymentId = noDeployment): Promise<OpenDocuments> {
	const key = await new WorkerKeys(deployment).seed('rest/documents')
	const names = new SealedNames(deployment, key, systemRandom)
	const database = deployment === noDeployment ? 'home' : toBase64url(deployment.slice(0, 12))
	const store = await BrowserStore.open(database, names)
	return {
		documents: new Documents(store, { deployment, key, random: systemRandom }),
		close: () => store.close(),
	}
}
