import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { enPages } from './en-pages.ts'

const app = join(import.meta.dirname, '..')
const ROOTS = ['root.tsx', 'routes/frame.tsx', 'routes/home.tsx']
/** Loads what other pages may want; itself it says nothing. */
const AHEAD = join(app, 'features/shell/fetch-pages.ts')

test('the dashboard, and what is over every page, says nothing that only other pages load', () => {
  const groups = Object.keys(enPages).join('|')
  const said = new RegExp(`\\bt\\(\\s*['"\`](?:${groups})\\.[^'"\`]*`, 'g')
  const wrong = [...reachable()].flatMap((path) =>
    (read(path).match(said) ?? []).map((text) => `${relative(app, path)}: ${text}`),
  )
  expect(wrong).toEqual([])
})

/** What is imported from the roots in any way, types and what only servers have apart. */
function reachable(): ReadonlySet<string> {
  const found = new Set(ROOTS.map((root) => join(app, root)))
  // A set is walked to its end, also over what is added on the way.
  for (const path of found) {
    const statement = /^(?:import|export)\s+(?!type\s)(?:[^'"]*?\sfrom\s+)?['"](\.[^'"]+)['"]/gm
    const dynamic = /\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g
    const text = read(path)
    // What is loaded to stand in there has the texts of pages.
    const ways = text.includes('<WithPageTexts>') ? [statement] : [statement, dynamic]
    for (const [, from = ''] of ways.flatMap((way) => [...text.matchAll(way)])) {
      const next = join(dirname(path), from)
      if (!/\.server\.ts$|\/i18n\//.test(next) && next !== AHEAD && existsSync(next))
        found.add(next)
    }
  }
  return found
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
