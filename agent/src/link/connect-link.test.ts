import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Asset,
  type HostHappening,
  type KnownDesired,
  LINK_MAX_MESSAGE_BYTES,
  PROTOCOL,
  RunId,
  Sha256,
} from '@cashbacktv/contract'
import { madeCapabilities } from '@cashbacktv/contract/made-host'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  channelId,
  HOST_ID,
  makeChannel,
  makeDesired,
  sourceId,
} from '../../test/channel-factory.ts'
import {
  CREDENTIAL,
  type Memory,
  newMemory,
  startControlPlane,
} from '../../test/stand-in-control-plane.ts'
import { until } from '../../test/test-supervisor.ts'
import { readDesired } from '../domain/reconcile/read-desired.ts'
import { openOutbox } from '../events/outbox.ts'
import { connectLink, type Link, type LinkOptions } from './connect-link.ts'
import { hostCredential } from './host-credential.ts'

let folder: string
let memory: Memory
let plane: Awaited<ReturnType<typeof startControlPlane>>
let link: Link
let revisions: number[]
let taken: KnownDesired[]
let warnings: string[]
let errors: string[]
let keptCredentials: object[]

const NOTICE: HostHappening = {
  kind: 'host-notice',
  reason: { class: 'resource', code: 'test', message: 'A test.' },
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'link-'))
  memory = newMemory()
  plane = await startControlPlane(memory)
  revisions = []
  taken = []
  warnings = []
  errors = []
  keptCredentials = []
})

afterEach(async () => {
  await link.close()
  await plane.close()
  rmSync(folder, { recursive: true, force: true })
})

function connect(overrides: Partial<LinkOptions> = {}) {
  const outbox = openOutbox(folder)
  const silent = () => {}
  link = connectLink({
    controlPlaneUrl: plane.url,
    credential: hostCredential({ credential: CREDENTIAL }, (kept) => keptCredentials.push(kept)),
    log: {
      debug: silent,
      info: silent,
      warn: (_fields, message) => warnings.push(message),
      error: (_fields, message) => errors.push(message),
    },
    random: () => 0.1,
    outbox,
    hello: () => ({
      protocol: PROTOCOL,
      capabilities: madeCapabilities(),
      appliedRevision: null,
      bootId: 'boot',
    }),
    report: () => ({
      protocol: PROTOCOL,
      hostId: HOST_ID,
      at: new Date().toISOString(),
      appliedRevision: revisions.at(-1) ?? null,
      heldRevision: null,
      origin: null,
      sample: null,
      capacity: null,
      channels: [],
    }),
    onDesired(given) {
      taken.push(readDesired(given, taken.at(-1) ?? null).desired)
      revisions.push(taken.at(-1)?.revision ?? 0)
    },
    answer: async () => ({ kind: 'command', command: 'ffmpeg' }),
    ...overrides,
  })
  return outbox
}

it('says hello, takes each snapshot and reports', async () => {
  connect()
  plane.want(makeDesired(1, [makeChannel(1)]))
  await until(() => revisions.includes(1), 'revision 1')
  plane.want(makeDesired(2, []))
  await until(() => revisions.includes(2), 'revision 2')
  await until(() => memory.reports.at(-1)?.appliedRevision === 2, 'a report of revision 2')
  expect(memory.hellos).toHaveLength(1)
})

it('says hello again when the host can do other things than before', async () => {
  let cores = 1
  const hello = () => {
    const capabilities = madeCapabilities({ cores })
    return { protocol: PROTOCOL, capabilities, appliedRevision: null, bootId: 'boot' }
  }
  connect({ hello })
  // Before anything was said there is nothing to be said again.
  link.introduce()
  await until(() => link.isConnected(), 'the connection')
  cores = 2
  link.introduce()
  await until(() => memory.hellos.length > 1, 'another hello')
  expect(memory.hellos.map(({ capabilities }) => capabilities.cores)).toEqual([1, 2])
})

it('answers questions', async () => {
  connect()
  const channelId = makeChannel(1).id
  expect(await plane.ask({ kind: 'command', channelId })).toEqual({
    kind: 'command',
    command: 'ffmpeg',
  })
})

it('answers at once that it does not know what a newer control plane asks', async () => {
  connect()
  const asked = plane.ask({ kind: 'of the future', depth: 3 } as never)
  expect(await asked).toMatchObject({ kind: 'failed', reason: { code: 'question-not-known' } })
  const channelId = makeChannel(1).id
  expect(await plane.ask({ kind: 'command', channelId })).toMatchObject({ kind: 'command' })
})

const sha256 = Sha256.parse('f'.repeat(64))
const assets: Asset[] = [{ sha256, mime: 'image/png', bytes: 1 }]
const former = makeDesired(1, [makeChannel(1)], { assets })

async function offerBetween(change: (text: string) => string) {
  connect()
  plane.want(former)
  await until(() => revisions.includes(1), 'revision 1')
  const text = JSON.stringify(makeDesired(2, [makeChannel(1), makeChannel(2)], { assets }))
  plane.want(JSON.parse(change(text)))
  await until(() => errors.length > 0 || revisions.includes(2), 'revision 2')
  plane.want(makeDesired(3, [makeChannel(1)], { assets }))
  await until(() => revisions.includes(3), 'revision 3')
}

it.each<[string, (text: string) => string]>([
  ['a channel that is a path', (text) => text.replaceAll(channelId(1), '../../../etc')],
  ['a host that is none', (text) => text.replaceAll(HOST_ID, '*')],
  ['a revision that is no number', (text) => text.replace('"revision":2', '"revision":"2"')],
  ['no channels', (text) => text.replace('"channels"', '"stations"')],
])('takes no snapshot with %s, and goes on with what it has', async (_what, change) => {
  await offerBetween(change)
  expect(revisions).toEqual([1, 3])
})

it.each<[string, string, string, number]>([
  ['a source that is a path', sourceId(10), '../../x', 1],
  ['a picture that is a path', 'f'.repeat(64), '../../etc/passwd', 0],
  ['a channel of a newer release', '"mode":"copy"', '"mode":"hologram"', 1],
])('takes all of a snapshot but %s', async (_what, from, to, unread) => {
  await offerBetween((text) => text.replace(from, to))
  expect(revisions).toEqual([1, 2, 3])
  expect(JSON.stringify(taken)).not.toContain(to)
  expect(taken[1]?.channels).toEqual([makeChannel(1), makeChannel(2)])
  expect(taken[1]?.unread?.length).toBe(unread)
})

it.each([
  ['log-tail', { lines: 10, runId: '../../../etc/passwd' }],
  ['log-tail', { lines: 10, channelId: '../../etc' }],
  ['command', { channelId: '../../etc' }],
  ['frame', { channelId: '..' }],
])('answers no question that names a path: %s %j', async (kind, named) => {
  let asked = 0
  connect({
    answer: async () => {
      asked += 1
      return { kind: 'command', command: 'ffmpeg' }
    },
  })
  const question = JSON.parse(JSON.stringify({ kind, channelId: channelId(1), ...named }))
  expect(await plane.ask(question)).toMatchObject({ kind: 'failed' })
  expect(asked).toBe(0)
})

it('brings every event once and in order through restarts of the other side', async () => {
  const outbox = connect()
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 20; n++) outbox.append([NOTICE], new Date().toISOString())
    link.flush()
    if (round > 0) await until(() => memory.events.length > 0, 'some events')
    await plane.close()
    outbox.append([NOTICE], new Date().toISOString())
    plane = await startControlPlane(memory, plane.port)
  }
  await until(() => memory.events.length === 63, 'all events', 14_000)
  expect(memory.events.map((event) => event.number)).toEqual(
    Array.from({ length: 63 }, (_, n) => n + 1),
  )
  await until(() => outbox.pending(1).length === 0, 'acknowledgement')
})

it('brings events that are too many for one message in several', async () => {
  const large: HostHappening = {
    kind: 'run-started',
    channelId: channelId(1),
    sourceId: sourceId(1),
    pid: 2,
    runId: RunId.parse('aaaaaaaa-0123456789abcdef'),
    command: 'x'.repeat(7900),
  }
  const count = Math.ceil((LINK_MAX_MESSAGE_BYTES * 1.3) / 8000)
  openOutbox(folder).append(Array(count).fill(large), new Date().toISOString())
  connect()
  await until(() => memory.events.length === count, 'all events', 14_000)
  expect(memory.doubled).toBe(0)
  expect(memory.hellos).toHaveLength(1)
})

it('brings all other events when one of them is refused, and says which it gave up', async () => {
  memory.unclearEvent = 137
  const numbers = Array.from({ length: 300 }, (_, n) => n + 1)
  openOutbox(folder).append(Array(300).fill(NOTICE), new Date().toISOString())
  const outbox = connect({ refusedForMs: 0 })
  await until(() => outbox.pending(1).length === 0, 'acknowledgement', 14_000)
  expect(memory.events.map(({ number }) => number)).toEqual(numbers.filter((n) => n !== 137))
  expect(memory.doubled).toBe(0)
  expect(warnings.filter((warning) => warning.includes('refuses events'))).toHaveLength(1)
  expect(warnings.filter((warning) => warning.includes('given up'))).toHaveLength(1)
})

it('goes on once what was refused is understood, without having given it up', async () => {
  memory.unclearEvent = 2
  openOutbox(folder).append(Array(5).fill(NOTICE), new Date().toISOString())
  const outbox = connect()
  await until(() => warnings.some((warning) => warning.includes('refuses events')), 'the refusal')
  memory.unclearEvent = null
  await until(() => outbox.pending(1).length === 0, 'acknowledgement', 14_000)
  expect(memory.events.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
})

it('says nothing with half of a character, as where a text was cut off', async () => {
  const half = '😀'.slice(0, 1)
  connect({ answer: async () => ({ kind: 'command', command: `ffmpeg ${half}` }) }).append(
    [{ kind: 'agent-started', version: half, adopted: 0 }],
    new Date().toISOString(),
  )
  link.flush()
  await until(() => memory.events.length === 1, 'the event')
  expect(memory.events[0]?.happening).toMatchObject({ version: '\ufffd' })
  const asked = plane.ask({ kind: 'command', channelId: channelId(1) })
  expect(await asked).toMatchObject({ command: 'ffmpeg \ufffd' })
})

it('fetches a new credential when asked, keeps it, and comes back with it', async () => {
  connect()
  expect(await plane.ask({ kind: 'renew-credential' })).toEqual({ kind: 'renew-credential' })
  expect(memory.credential).not.toBe(CREDENTIAL)
  expect(keptCredentials).toEqual([{ credential: memory.credential, formerCredential: CREDENTIAL }])
  await until(() => memory.hellos.length === 2, 'a hello on a new connection')

  // The database of the control plane is restored to before the change.
  memory.credential = CREDENTIAL
  await plane.close()
  plane = await startControlPlane(memory, plane.port)
  await until(() => memory.hellos.length === 3, 'a hello with the one before', 14_000)
  expect(warnings.filter((warning) => warning.includes('JOIN_TOKEN'))).toEqual([])
})

it('goes on with the old credential when a new one cannot be kept', async () => {
  connect({
    credential: hostCredential({ credential: CREDENTIAL }, () => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    }),
  })
  const answer = await plane.ask({ kind: 'renew-credential' })
  expect(answer).toMatchObject({
    kind: 'failed',
    reason: {
      message: 'The host could not answer: ENOSPC',
      params: { detail: { code: 'in-its-words' } },
    },
  })
  expect(memory.hellos).toHaveLength(1)
})

it('says once that it is refused and does not hammer', async () => {
  memory.refuse = true
  connect()
  await until(() => warnings.some((warning) => warning.includes('JOIN_TOKEN')), 'the warning')
  expect(warnings.filter((warning) => warning.includes('JOIN_TOKEN'))).toHaveLength(1)
  expect(link.isConnected()).toBe(false)
})

it('says that another agent has its identity, not that the control plane is away', async () => {
  connect()
  await until(() => link.isConnected(), 'the connection')
  plane.endLinks(4409)
  await until(() => warnings.length > 0, 'the warning')
  expect(warnings).toEqual([expect.stringContaining('copy of the agent')])
})
