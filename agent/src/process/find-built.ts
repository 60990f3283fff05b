import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Beside the bundled program, from another program of the same checkout, and from the sources. */
const PLACES = ['./', '../../agent/dist/', '../../dist/']

/** A file that is built beside the agent; null where it was not built. */
export function findBuilt(name: string): string | null {
  const files = PLACES.map((place) => fileURLToPath(new URL(place + name, import.meta.url)))
  return files.find((file) => existsSync(file)) ?? null
}
