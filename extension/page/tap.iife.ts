import { tap } from './tap.ts'

tap(window as unknown as typeof globalThis)
