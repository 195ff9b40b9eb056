import { mount } from 'svelte'
import '#extension/ui/fonts.css'
import '#extension/ui/tokens.css'
import '#extension/ui/base.css'
import App from '#extension/panel/App.svelte'
import { memoryProduct, type MemoryProduct } from './memory-product.ts'
import { pictures } from './scenes.ts'
import { present } from './story.ts'

const asked = new URLSearchParams(location.search)
const product = memoryProduct(pictures[asked.get('scene') ?? '']?.scene)
const theme = asked.get('theme')
if (theme) document.documentElement.dataset.theme = theme
if (asked.get('dir')) document.documentElement.dir = asked.get('dir') ?? ''

declare global {
	var product: MemoryProduct
}
globalThis.product = product
mount(App, { target: document.body, props: { product, clock: { now: () => present } } })
