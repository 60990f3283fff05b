import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startDebianPostgres } from '@cashbacktv/db/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis } from '../faults/fleet/redis-process.ts'
import { type Child, readChild, runChild, startChild } from '../stack/child.ts'
import { PARTS, type Part } from '../stack/part-environments.ts'
import { type SplitStack, startSplitStack } from '../stack/start-split-stack.ts'
import { ADMIN_PASSWORD, STACK_SECRETS_KEY } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { takeAnswers } from './planted/answers.ts'
import { type ProcessWatch, watchProcesses } from './planted/processes.ts'
import { type Sown, sow } from './planted/sow.ts'
import { OF_SETTINGS } from './planted/stored-secrets.ts'
import { plantedValues } from './planted/values.ts'

/**
 * Each value that lets somebody in is typed into a running product once, and then looked for wherever
 * the product writes: `docs/operations.md`, secrets of sources.
 */
const planted = plantedValues()
const parts = Object.keys(PARTS) as Part[]
const PATIENCE = { timeoutMs: 60_000 }
let stack: SplitStack
let sown: Sown
let redis: Awaited<ReturnType<typeof startRedis>>
let monitor: Child
let watch: ProcessWatch
let said = ''
let toRedis = ''

beforeAll(async () => {
  redis = await startRedis()
  const password = planted.make('password of Redis')
  await runChild('redis-cli', [...portOf(redis.url), 'config', 'set', 'requirepass', password])
  monitor = startChild('redis-cli', [...portOf(redis.url), 'monitor'], {
    env: { ...process.env, REDISCLI_AUTH: password },
    pipeStdout: true,
  })
  monitor.process.stdout?.on('data', (chunk) => {
    toRedis += chunk
  })
  await waitFor('the monitor of Redis', () => toRedis.startsWith('OK'))
  const env = {
    LOG_LEVEL: 'debug',
    REDIS_URL: redis.url.replace('//', `//:${password}@`),
    ADMIN_PASSWORD: planted.keep('password of the administrator', ADMIN_PASSWORD),
    SECRETS_KEY: planted.keep('key of secrets', STACK_SECRETS_KEY),
    JWT_SECRET: planted.make('key that signs log-ins') + planted.make('its other half'),
  }
  stack = await startSplitStack({
    startDatabase: async () => {
      const { url, stop } = await startDebianPostgres()
      const secret = planted.make('password of the database')
      return { url: url.replace('postgres@', `postgres:${secret}@`), stop }
    },
    env: { 'control-plane': env, agent: debug, origin: debug, webapp: debug },
  })
  for (const part of parts) listen(part)
  const pids = () => parts.map((part) => stack.child(part).pid)
  watch = watchProcesses(pids, [stack.dataDir, stack.mediaDir])
  sown = await sow(stack, planted)
}, 240_000)
afterAll(async () => {
  watch?.stop()
  await monitor?.stop()
  await stack?.stop()
  await sown?.close()
  await redis?.stop()
})

const debug = { LOG_LEVEL: 'debug' }
const portOf = (url: string) => ['-p', new URL(url).port]

/** All that a part writes from its first line. */
function listen(part: Part) {
  const { process: running, output } = stack.child(part)
  said += output()
  for (const stream of [running.stdout, running.stderr]) {
    stream?.on('data', (chunk) => {
      said += chunk
    })
  }
}

const partOf = (pid: number) => parts.find((part) => stack.child(part).pid === pid)

/** Variables of the parts themselves, which may be files instead (`.env.example`); no child has them. */
const GIVEN = [
  ...['password of Redis', 'password of the database', 'password of the administrator'],
  ...['key of secrets', 'key that signs log-ins', 'its other half', 'join token that was spent'],
]

/** What asks for the agent's own PATH, and ends: it is told all, so that nothing else is. */
const SHELL = /^\/bin\/sh -c printf "%s\\n" "\$PATH" "\$LD_LIBRARY_PATH"$/

/** What an administrator saves whole, which is written down. */
const WHOLE_FOR_ADMINISTRATORS = ['page /channels/export']

/** Null for what was taken away since it was listed: segments are, all the time. */
function ifStillThere<T>(look: () => T): T | null {
  try {
    return look()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** All files below, with those of folders that go meanwhile left out. */
function filesBelow(folder: string): string[] {
  const entries = ifStillThere(() => readdirSync(folder, { withFileTypes: true })) ?? []
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

/** Who else can read it, be it through a folder above. */
function isOpen(path: string): boolean {
  const readable = (at: string, bits: number) => (statSync(at).mode & bits) !== 0
  const within = path.slice(0, path.lastIndexOf('/'))
  return readable(path, 0o044) && readable(within, 0o011)
}

/** What a viewer and what an administrator may read. */
async function idsFor(token: string): Promise<Record<string, string>> {
  const read = async (path: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${stack.url}/api/v1${path}`, { headers })).json() as Promise<{
      items?: { id: string }[]
    }>
  }
  const channels = sown.onAir[0] ?? ''
  const [incidents, hosts, timeline] = await Promise.all([
    waitFor('an incident', async () => (await read('/incidents')).items?.[0], PATIENCE),
    read('/hosts'),
    read(`/channels/${channels}/timeline`),
  ])
  const nothing = '00000000-0000-4000-8000-000000000000'
  const ids = {
    channels,
    playback: sown.onAir[1] ?? '',
    incidents: incidents.id,
    users: sown.viewerId,
    hosts: hosts.items?.[0]?.id ?? '',
    alertTargets: sown.targetId,
    presets: 'broadcast',
    recordings: sown.recordingId,
    rollouts: nothing,
    entryId: timeline.items?.[0]?.id ?? '',
  }
  return {
    ...ids,
    channelId: channels,
    incidentId: ids.incidents,
    targetId: ids.alertTargets,
    presetId: ids.presets,
    userId: ids.users,
    rolloutId: nothing,
    what: 'playlist',
    page: 'operations',
  }
}

/** There is no roll-out. */
const NOT_FOUND = ['rollouts.get', 'GET /rollouts/{id}', 'page /rollouts/:rolloutId']

test('all that a viewer can read, by REST, tRPC, events, sockets and pages, is without any of them', async () => {
  const ids = await idsFor(stack.api.token ?? '')
  const answers = await takeAnswers(stack, sown.viewer.token ?? '', ids)
  expect(answers.length).toBeGreaterThan(100)
  const unread = answers
    .filter(({ of }) => !NOT_FOUND.includes(of))
    .filter(({ status }) => ![200, 302, 403].includes(status))
  expect(unread.map(({ of, status }) => `${of} ${status}`)).toEqual([])
  const leaks = answers.flatMap(({ of, text }) =>
    planted.foundIn(text).map((name) => `${of}: ${name}`),
  )
  expect(leaks).toEqual([])
})

test('nothing of them is in a log line of any part, at the level of debugging', () => {
  expect(said.length).toBeGreaterThan(2000)
  expect(planted.foundIn(said)).toEqual([])
})

test('a dump of the database has none of them', async () => {
  const dump = await readChild('pg_dump', ['--dbname', stack.databaseUrl])
  expect(dump.toString()).toContain('COPY public.channels')
  expect(planted.foundIn(dump.toString())).toEqual([])
  const [, rows = ''] = /COPY public\.settings [^\n]*\n([\s\S]*?)\n\\\./.exec(dump.toString()) ?? []
  const groups = rows.split('\n').map((row) => row.split('\t')[0] ?? '')
  expect(groups.length).toBeGreaterThan(3)
  expect(groups.filter((group) => !(group in OF_SETTINGS))).toEqual([])
})

test('nothing that Redis is told has one of them', () => {
  expect(toRedis.split('\n').length).toBeGreaterThan(20)
  expect(planted.foundIn(toRedis)).toEqual([])
})

test('nothing that alerts and pings say to others has one of them', async () => {
  await waitFor('the ping', () => sown.hooks.asked().length >= 6)
  const secrets = planted.foundIn(sown.hooks.bodies())
  expect(secrets).toEqual(['body for an SMS gateway'])
})

test('what an administrator reads of others is masked: sessions, keys, targets, addresses, entries of the audit', async () => {
  const token = stack.api.token ?? ''
  const answers = await takeAnswers(stack, token, await idsFor(token))
  const leaks = answers
    .flatMap(({ of, text }) => planted.foundIn(text).map((name) => `${of}: ${name}`))
    .filter((leak) => !WHOLE_FOR_ADMINISTRATORS.some((of) => leak.startsWith(of)))
  expect(leaks).toEqual([])
  expect(sown.refusal).toContain('probe_failed')
  expect(planted.foundIn(sown.refusal)).toEqual([])
})

test('no program is started with one of them, FFmpeg and ffprobe included', () => {
  const seen = watch.seen()
  const own = new Set(seen.filter(({ pid }) => partOf(pid)).map(({ command }) => command))
  expect(seen.filter(({ pid }) => !partOf(pid)).length).toBeGreaterThan(10)
  const reads = seen.filter(({ command }) => /ff(mpeg|probe) .* -i hidden-word:\d/.test(command))
  expect(reads.length).toBeGreaterThan(5)
  const leaks = seen.flatMap(({ pid, command, environ }) => {
    // Between fork and exec a child is what started it.
    const known = partOf(pid) || own.has(command) || SHELL.test(command) ? GIVEN : []
    return [
      ...planted.foundIn(command),
      ...planted.foundIn(environ).filter((name) => !known.includes(name)),
    ].map((name) => `${command.slice(0, 60)}: ${name}`)
  })
  expect([...new Set(leaks)]).toEqual([])
})

test('files of the parts that hold one of them are for their owner alone', () => {
  const files = [stack.dataDir, stack.mediaDir].flatMap(filesBelow)
  const open = files.map((path) =>
    ifStillThere(() => {
      const found = planted.foundIn(readFileSync(path, 'latin1'))
      return found.length > 0 && isOpen(path) ? `${path}: ${found}` : 'closed'
    }),
  )
  const read = open.filter((answer) => answer !== null)
  expect(read.length).toBeGreaterThan(10)
  expect(read.filter((answer) => answer !== 'closed')).toEqual([])
})
