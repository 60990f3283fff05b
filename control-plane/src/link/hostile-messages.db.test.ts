import { LINK_MAX_MESSAGE_BYTES } from '@cashbacktv/contract'
import { NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { longestTurn } from '../test/longest-turn.ts'
import { LINK_CLOSE } from './host-hub.ts'
import { enrolTestHost } from './test/start-test-link.ts'
import { reportOf } from './test/test-agent.ts'
import { rawSocket, useTestLink } from './test/use-test-link.ts'

const link = useTestLink()
/** What answers to people and other hosts wait for, at most. */
const TURN_MS = 250
const MB = 1024 * 1024
const SIZE = LINK_MAX_MESSAGE_BYTES - 200

const call = (path: string, input: string, method = 'mutation') =>
  `{"id":1,"method":"${method}","params":{"path":"${path}","input":${input}}}`

/** Again and again up to the longest message. */
function filled(begin: string, part: string | ((at: number) => string), end: string): string {
  const parts: string[] = []
  for (let at = 0, length = begin.length + end.length; ; at++) {
    const next = typeof part === 'string' ? part : part(at)
    length += next.length
    if (length > SIZE) return begin + parts.join('').replace(/,$/, '') + end
    parts.push(next)
  }
}
const nested = (open: string, close: string) => {
  const depth = Math.floor(SIZE / (open.length + close.length))
  return open.repeat(depth) + close.repeat(depth)
}
const ownKey = (at: number) => `"${at.toString(36)}":0,`

const WORST: Record<string, () => string> = {
  'a report of channels that are none': () => call('report', filled('{"channels":[', '{},', ']}')),
  'a report of recordings that are none': () =>
    call('report', filled('{"recordings":[', '{},', ']}')),
  'a report of cores': () => call('report', filled('{"sample":{"coresPercent":[', '0,', ']}}')),
  'a report of fields': () => call('report', filled('{', ownKey, '}')),
  'events that are none': () => call('events', filled('{"events":[', '{},', ']}')),
  'events that happened to nobody': () =>
    call('events', filled('{"events":[', '{"happening":{"kind":"run-exited"}},', ']}')),
  'a hello of devices': () => call('hello', filled('{"capabilities":{"encoders":[', '{},', ']}}')),
  'an answer of lines': () =>
    call('reply', filled('{"id":"x","answer":{"kind":"log-tail","lines":[', '{},', ']}}')),
  'lists in lists': () => call('report', nested('[', ']')),
  'objects in objects': () => call('report', nested('{"a":', '}').replace('}', '1}')),
  'a text of escapes': () => call('reply', filled('{"id":"', '\\"', '"}')),
  'a text of halves of characters': () => call('reply', filled('{"id":"', '\\ud83d', '"}')),
  'numbers beyond any': () => call('report', filled('[', '1e400,', ']')),
  'a number of digits': () => call('report', filled('', '9', '')),
  'a procedure with a long name': () => call(filled('', 'a', ''), '1'),
  'calls in one message': () => filled('[', `${call('report', '1')},`, ']'),
  'lists as calls': () => filled('[', '[],', ']'),
  'no call': () => filled('{', ownKey, '}'),
}

describe('1 MiB of a host', NOISY_MACHINE, () => {
  it.each(Object.entries(WORST))('%s: nobody else waits for it', async (_what, make) => {
    const log: string[] = []
    const one = await link.instance({ log })
    const [bad, good] = [await enrolTestHost(link.database()), await enrolTestHost(link.database())]
    const bystander = await link.agent(one.url, good.credential)
    const hostile = rawSocket(one.url, bad.credential)
    await hostile.opened
    const text = make()
    expect(text.length).toBeGreaterThan(SIZE * 0.9)
    const answered = new Promise<void>((resolve) => hostile.socket.once('message', () => resolve()))
    const before = process.memoryUsage.rss()
    hostile.socket.send(text)
    const turn = await longestTurn(Promise.race([answered, hostile.closed]))
    expect(turn).toBeLessThan(onThisMachine(TURN_MS))
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MB)
    await bystander.link.report.mutate(reportOf(good.hostId))
    expect(bystander.closes).toEqual([])
    expect(log.filter((line) => /"level":(50|60|"ERROR")/.test(line))).toEqual([])
    hostile.socket.terminate()
  })
})

it('is told of the same by a few subscriptions, however many it asks for', async () => {
  const one = await link.instance()
  const { credential } = await enrolTestHost(link.database())
  const { socket, opened } = rawSocket(one.url, credential)
  await opened
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  // With as many ends of them it stays below what may come at once.
  const asked = 192
  for (let id = 0; id < asked; id += 32) {
    const calls = Array.from({ length: 32 }, (_, at) => ({
      id: id + at,
      method: 'subscription',
      params: { path: 'requests' },
    }))
    socket.send(JSON.stringify(calls))
  }
  const of = (text: string) => heard.filter((line) => line.includes(text)).length
  await expect.poll(() => of('"started"') + of('"error"'), { timeout: 10_000 }).toBe(asked)
  expect(of('"started"')).toBe(16)
  // One that has ended makes room for another.
  for (let id = 0; id < asked; id++)
    socket.send(JSON.stringify({ id, method: 'subscription.stop' }))
  await expect.poll(() => of('"stopped"'), { timeout: 10_000 }).toBe(of('"started"'))
  const before = of('"started"')
  const again = { id: asked, method: 'subscription', params: { path: 'requests' } }
  socket.send(JSON.stringify(again))
  await expect.poll(() => of('"started"')).toBe(before + 1)
  socket.terminate()
})

const BATCH = 32
/** So many messages, each of as many calls as one may have. */
function sendBatches(socket: WebSocket, messages: number): void {
  const calls = Array(BATCH).fill(call('report', 'null')).join()
  for (let sent = 0; sent < messages; sent++) socket.send(`[${calls}]`)
}

it('counts calls, however many of them come in one message', async () => {
  const one = await link.instance()
  const { credential } = await enrolTestHost(link.database())
  const { socket, opened, closed } = rawSocket(one.url, credential)
  await opened
  sendBatches(socket, 20)
  expect(await closed).toBe(LINK_CLOSE.tooManyMessages)
})

it('lets through what batches have of calls within its limits', async () => {
  const one = await link.instance()
  const { credential } = await enrolTestHost(link.database())
  const { socket, opened } = rawSocket(one.url, credential)
  let answers = 0
  socket.on('message', () => {
    answers += 1
  })
  await opened
  sendBatches(socket, 12)
  await expect.poll(() => answers).toBe(12 * BATCH)
  socket.terminate()
})

it('has room again for each that was stopped before it began', async () => {
  const one = await link.instance()
  const { credential } = await enrolTestHost(link.database())
  const { socket, opened } = rawSocket(one.url, credential)
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  await opened
  const begin = (id: number) => ({ id, method: 'subscription', params: { path: 'desired' } })
  for (let id = 0; id < 100; id++) {
    socket.send(JSON.stringify([begin(id), { id, method: 'subscription.stop' }]))
  }
  socket.send(JSON.stringify(Array.from({ length: 16 }, (_, at) => begin(1000 + at))))
  // Each has its own first snapshot, those beside it or not.
  const told = () => {
    const texts = heard.filter((text) => text.includes('"type":"data"'))
    return new Set(texts.map((text) => JSON.parse(text).id)).size
  }
  await expect.poll(told).toBe(16)
  socket.terminate()
})

it('packs nothing, though a host offers to: a packed message may become a thousand times as long', async () => {
  const one = await link.instance()
  const { credential } = await enrolTestHost(link.database())
  const socket = new WebSocket(`${one.url.replace('http', 'ws')}/link`, {
    headers: { authorization: `Bearer ${credential}` },
    perMessageDeflate: { threshold: 0 },
  })
  await new Promise((resolve) => socket.once('open', resolve))
  expect(socket.extensions).toBe('')
  socket.terminate()
})
