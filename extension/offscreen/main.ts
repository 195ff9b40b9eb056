import { startEngine } from '../engine/start.ts'

startEngine()
