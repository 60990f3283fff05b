import { ChannelId, Restream, reasonOf } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import {
  freshRestream,
  nextRestreamStep,
  type RestreamMemory,
  restreamEnded,
  restreamObserved,
  restreamSent,
  type WantedRestream,
} from './restream-memory.ts'
import { whyRestreamEnded } from './why-restream-ended.ts'

const wanted: WantedRestream = {
  restream: Restream.parse({
    id: crypto.randomUUID(),
    name: 'A',
    url: 'rtmp://example.com/app/key',
  }),
  channelId: ChannelId.parse(crypto.randomUUID()),
  playlist: 'http://127.0.0.1:8090/streams/a/index.m3u8',
  agent: 'cashbacktv-restream',
  key: 'one',
  hasAnyAudio: false,
  audio: null,
  listens: false,
  onAirSince: 0,
}
const refused = reasonOf('network', 'restream-refused')
const running: RestreamMemory = {
  ...freshRestream(0),
  process: { pid: 2, startTicks: 1, key: 'one', startedAt: 0, audio: null, hasLog: true },
}
const at = (now: number) => new Date(now).toISOString()

test('it is tried for ever, ever later, and no later than a minute and a quarter', () => {
  let memory = running
  const waits: number[] = []
  for (let n = 0; n < 40; n++) {
    memory = restreamEnded({ ...memory, process: running.process }, refused, {
      now: 1000,
      random: () => 0.5,
    })
    waits.push(memory.nextTryAt - 1000)
  }
  expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000])
  expect(waits.at(-1)).toBe(60_000)
  const late = restreamEnded({ ...memory, process: running.process }, refused, {
    now: 0,
    random: () => 1,
  })
  expect(late.nextTryAt).toBe(75_000)
  expect(nextRestreamStep(memory, wanted, memory.nextTryAt)).toEqual({ kind: 'start' })
})

test('a change of its address ends its process, and so does no longer being wanted', () => {
  expect(nextRestreamStep(running, wanted, 1000)).toEqual({ kind: 'none' })
  const unwanted = { kind: 'stop', reason: 'unwanted' }
  expect(nextRestreamStep(running, { ...wanted, key: 'two' }, 1000)).toEqual(unwanted)
  expect(nextRestreamStep(running, null, 1000)).toEqual(unwanted)
  const process = { pid: 2, startTicks: 1, key: 'one', startedAt: 0, audio: 'mp2', hasLog: true }
  const copied = { ...running, process }
  expect(nextRestreamStep(copied, { ...wanted, audio: 'mp2' }, 1000)).toEqual({ kind: 'none' })
  expect(nextRestreamStep(copied, { ...wanted, audio: 'aac' }, 1000)).toEqual(unwanted)
  // What it sends is not known at the moment, or was not when it began.
  expect(nextRestreamStep(copied, wanted, 1000)).toEqual({ kind: 'none' })
  expect(nextRestreamStep(running, { ...wanted, audio: 'aac' }, 1000)).toEqual({ kind: 'none' })
})

test('what takes nothing for half a minute is begun again, but not while there is nothing to send, nor who only waits', () => {
  const silent = { kind: 'stop', reason: 'silent' }
  expect(nextRestreamStep(running, wanted, 30_001)).toEqual(silent)
  expect(nextRestreamStep(running, { ...wanted, onAirSince: null }, 30_001)).toEqual({
    kind: 'none',
  })
  expect(nextRestreamStep(running, { ...wanted, listens: true }, 30_001)).toEqual({ kind: 'none' })
})

test('time in which nothing was on air is not silence', () => {
  const sent: RestreamMemory = { ...running, sent: { since: 0, at: 10_000, mediaSeconds: 10 } }
  const back = { ...wanted, onAirSince: 100_000 }
  expect(nextRestreamStep(sent, back, 100_001)).toEqual({ kind: 'none' })
  expect(nextRestreamStep(running, back, 130_000)).toEqual({ kind: 'none' })
  expect(nextRestreamStep(sent, back, 130_001)).toEqual({ kind: 'stop', reason: 'silent' })
})

test('after failures it counts as well once it has sent for five seconds', () => {
  const ended = restreamEnded(running, refused, { now: 0, random: () => 0.5 })
  let memory: RestreamMemory = { ...ended, process: running.process }
  memory = restreamSent(memory, 1, 2000)
  expect(restreamObserved(memory, wanted, at)).toMatchObject({ state: 'failing', attempt: 1 })
  memory = restreamSent(memory, 6, 7000)
  expect(restreamObserved(memory, wanted, at)).toMatchObject({ state: 'sending', since: at(2000) })
})

test('a far side that says why is believed, and one that only goes away has closed', () => {
  const codeOf = (log: string, hasSent = false) => whyRestreamEnded(log, hasSent).code
  expect(codeOf('[error] rtmp://a/app/k: Connection refused')).toBe('restream-refused')
  expect(codeOf('[error] Server error: NetStream.Publish.BadName')).toBe('restream-denied')
  expect(codeOf('[error] av_interleaved_write_frame(): Broken pipe', true)).toBe('restream-closed')
  expect(codeOf('[error] srt://a: Input/output error')).toBe('restream-unreachable')
  expect(codeOf('')).toBe('restream-ended')
})
