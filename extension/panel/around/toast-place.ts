import { createContext } from 'svelte'
import type { Session } from '../session.svelte.ts'

/** The session whose toast a screen shows above its foot, so that it never covers the primary action. */
export const [toastOf, giveToast] = createContext<Session>()
