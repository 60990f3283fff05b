import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

const assets = join(import.meta.dirname, '../../webapp/build/client/assets')

const Manifest = z.object({
  entry: z.object({ module: z.string(), imports: z.array(z.string()) }),
  routes: z.record(z.string(), z.object({ module: z.string(), imports: z.array(z.string()) })),
})

/** A script of the built web app: its name, its text, and its bytes as they are sent with gzip. */
export type Script = { name: string; text: string; gzipBytes: number }

/** The routes that the dashboard consists of. */
export const DASHBOARD = ['root', 'routes/frame', 'routes/home']

/** Every script of the built web app that a browser may ever load. */
export function allScripts(): Script[] {
  return readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .map(scriptOf)
}

/** What a browser loads for these routes in English before it can be used, by the build's manifest. */
export function firstScripts(routeIds: readonly string[]): Script[] {
  const names = readdirSync(assets)
  const manifestName = names.find((name) => name.startsWith('manifest-')) ?? ''
  const text = scriptOf(manifestName).text
  const { entry, routes } = Manifest.parse(JSON.parse(/\{.*\}/s.exec(text)?.[0] ?? ''))
  const wanted = [entry, ...routeIds.flatMap((id) => routes[id] ?? [])]
  const texts = names.filter((name) => /^en-.{8}\.js$/.test(name))
  const found = new Map<string, Script>()
  const add = (address: string) => {
    const name = basename(address)
    if (found.has(name)) return
    const script = scriptOf(name)
    found.set(name, script)
    for (const imported of importsOf(script.text)) add(imported)
  }
  for (const { module, imports } of wanted) [module, ...imports].forEach(add)
  ;[manifestName, ...texts].forEach(add)
  return [...found.values()]
}

function scriptOf(name: string): Script {
  const text = readFileSync(join(assets, name), 'utf8')
  return { name, text, gzipBytes: gzipSync(text).length }
}

/** Static ones: what is loaded when it is wanted does not count. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g)].map((match) => match[1] ?? '')
}
