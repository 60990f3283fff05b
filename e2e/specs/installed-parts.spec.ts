import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const WORKSPACES = ['control-plane', 'control-plane/contract', 'db', 'agent', 'webapp']

/** What a bundle loads, as its maker writes it: each at the begin of a line, or in the middle by a call. */
const LOADED = /(?:^(?:import|export|\}).*?\bfrom |^import |\bimport\()"([a-z@][^"]*)"/gm

test.each([
  { part: 'webapp', folder: 'build/server' },
  { part: 'control-plane', folder: 'dist' },
  { part: 'agent', folder: 'dist' },
])(
  'what the bundle of $part loads is found from it, in the version that was asked for',
  ({ part, folder }) => {
    const from = join(ROOT, part, folder)
    const files = readdirSync(from, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(from, file))
    const loaded = new Set(files.flatMap((file) => packagesIn(readFileSync(file, 'utf8'))))
    expect(loaded).toContain('node:crypto')
    const packages = [...loaded].filter((name) => !isBuiltin(name))
    const wrong = packages.filter((name) => !versionsOf(name).has(foundFrom(from, name)))
    expect(wrong).toEqual([])
  },
)

function packagesIn(text: string): string[] {
  return [...text.matchAll(LOADED)].flatMap(([, path = '']) => {
    const [first = '', second] = path.split('/')
    return first.startsWith('@') ? `${first}/${second}` : first
  })
}

/** That a workspace asks for by its exact number. */
function versionsOf(name: string): Set<string> {
  return new Set(
    WORKSPACES.map((workspace) => {
      return JSON.parse(readFileSync(join(ROOT, workspace, 'package.json'), 'utf8')).dependencies[
        name
      ]
    }),
  )
}

/** Version of the package that Node finds from a folder. */
function foundFrom(folder: string, name: string): string {
  const file = join(folder, 'node_modules', name, 'package.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).version
  if (folder === ROOT) return 'none'
  return foundFrom(dirname(folder), name)
}
