import { startWorker } from './start.ts'

startWorker()
