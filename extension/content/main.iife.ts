import { startContent } from './start.ts'

// Frames inside a chart hold no address of a patient yet; the one badge belongs to the top.
if (window === top) startContent(window)
