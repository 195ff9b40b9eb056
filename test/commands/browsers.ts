import { findBrowser } from '../browser/find.ts'
import { say } from './progress.ts'

// Finds, or installs, both browsers; ends in a clear stop when one cannot be had.
for (const name of ['chromium', 'firefox'] as const) say(`${name}: ${findBrowser(name)}`)
