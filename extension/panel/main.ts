import { mount } from 'svelte'
import { systemClock } from '#shared/kernel/clock.ts'
import '../ui/fonts.css'
import '../ui/tokens.css'
import '../ui/base.css'
import App from './App.svelte'
import { connectProduct } from './connected-product.ts'

/** A panel opened as a page of its own is told its chart's tab; the side panel asks for the active one. */
const named = new URLSearchParams(location.search).get('tab')
const tab = named !== null && /^\d+$/.test(named) ? Number(named) : undefined

mount(App, { target: document.body, props: { product: connectProduct(tab), clock: systemClock } })
