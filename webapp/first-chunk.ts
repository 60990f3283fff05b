import { dirname, join } from 'node:path'
import type { Rollup } from 'vite'

/** What begins in a browser: it runs once the modules of the page's routes are there, so none of them may bring it. */
const ENTRY = join(import.meta.dirname, 'app/entry.client.tsx')

/**
 * What a browser loads in one file each, by the modules it begins with: what the dashboard needs
 * until it can be used, what keeps its list of activity up, and what it says in English. What two
 * of them want belongs to the earlier one.
 */
const CHUNKS = [
  { name: 'first', roots: [ENTRY, ...app('root.tsx', 'routes/frame.tsx', 'routes/home.tsx')] },
  { name: 'activity', roots: app('features/dashboard/recent-activity.tsx') },
  {
    name: 'en',
    roots: app('i18n/en.ts', '../../control-plane/contract/src/messages/en/health.ts'),
  },
]

function app(...files: string[]): string[] {
  return files.map((file) => join(import.meta.dirname, 'app', file))
}

/** Each has everything of its package, of which only what is imported by name is wanted. */
const BARRELS = ['@cashbacktv/contract', 'lucide-react', 'radix-ui']

/**
 * The modules of the first page by the chunk they belong to: few files instead of some thirty small
 * ones. Null for those that other pages have for themselves, and for what is loaded when wanted.
 */
export function firstChunk(
  id: string,
  { getModuleInfo }: { getModuleInfo: Rollup.GetModuleInfo },
): string | null {
  const name = chunksOf(getModuleInfo).get(id)
  if (id === ENTRY || name === undefined) return null
  // What bundlers add of their own begins with a null character.
  const isForeign = id.startsWith('\0') || id.includes('/node_modules/')
  if (!isForeign) return name
  return name === 'first' ? 'framework' : null
}

const known = new WeakMap<Rollup.GetModuleInfo, ReadonlyMap<string, string>>()

function chunksOf(getModuleInfo: Rollup.GetModuleInfo): ReadonlyMap<string, string> {
  const found = known.get(getModuleInfo) ?? new Map(namesById(getModuleInfo))
  known.set(getModuleInfo, found)
  return found
}

function namesById(getModuleInfo: Rollup.GetModuleInfo): [string, string][] {
  // Of two entries a map keeps the last one.
  return CHUNKS.toReversed().flatMap(({ name, roots }) =>
    [...reachable(roots, getModuleInfo)].map((id): [string, string] => [id, name]),
  )
}

function reachable(roots: string[], getModuleInfo: Rollup.GetModuleInfo): ReadonlySet<string> {
  const found = new Set(roots)
  // A set is walked to its end, also over what is added on the way.
  for (const id of found) {
    const info = getModuleInfo(id)
    for (const next of info ? wantedBy(info, getModuleInfo) : []) found.add(next)
  }
  return found
}

function wantedBy(info: Rollup.ModuleInfo, getModuleInfo: Rollup.GetModuleInfo): string[] {
  return info.importedIds.flatMap((id) => {
    const names = namesFrom(info.code ?? '', barrelOf(id))
    if (names === null) return [id]
    const barrel = getModuleInfo(id)
    return names.flatMap((name) => (barrel ? homeOf(barrel, name, getModuleInfo) : []))
  })
}

function barrelOf(id: string): string | undefined {
  if (id.endsWith('/contract/src/index.ts')) return '@cashbacktv/contract'
  const packageOf = /\/node_modules\/([^/]+)\/dist\/(?:esm\/)?(?:index|lucide-react)\.m?js$/.exec(
    id,
  )
  return BARRELS.find((name) => name === packageOf?.[1])
}

/** What a module imports of a barrel; null where it is none. */
function namesFrom(code: string, barrel: string | undefined): string[] | null {
  if (barrel === undefined) return null
  const statement = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']${barrel}["']`, 'g')
  return [...code.matchAll(statement)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().split(/\s/)[0] ?? ''),
  )
}

/** The module behind a barrel that has a name. */
function homeOf(
  barrel: Rollup.ModuleInfo,
  name: string,
  getModuleInfo: Rollup.GetModuleInfo,
): string[] {
  for (const [source, names] of Object.entries(barrel.exportedBindings ?? {})) {
    const id = barrel.importedIds.find((imported) => isSource(barrel.id, source, imported))
    if (id === undefined) continue
    const isAll = names.some((exported) => exported.startsWith('*'))
    if (names.includes(name) || (isAll && getModuleInfo(id)?.exports?.includes(name))) return [id]
  }
  return []
}

function isSource(from: string, source: string, id: string): boolean {
  if (source.startsWith('.')) return join(dirname(from), source) === id
  return id.includes(`/node_modules/${source}/`)
}
