import { build } from 'vite'
import { say } from './progress.ts'

// The fast loop: builds the extension for Chromium again whenever a source changes. Load dist/chromium once as an
// unpacked extension; "npm run world" beside it keeps a network running.
say('Building dist/chromium, and again with every change. Press Ctrl+C to stop.')
await build({ mode: 'chromium', logLevel: 'warn', build: { watch: {} } })
