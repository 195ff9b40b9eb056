import { Knowledge } from './knowledge.ts'
import { serveRemote } from './remote.ts'

serveRemote(new Knowledge())
