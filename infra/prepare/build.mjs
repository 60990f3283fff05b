import { build } from './build-all.mjs'

await build()
