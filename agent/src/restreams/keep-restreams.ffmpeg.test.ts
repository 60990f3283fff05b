import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { RestreamId } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { channelId } from '../../test/channel-factory.ts'
import { isSameProcess } from '../process/process-identity.ts'
import { keepRestreams, type Restreams } from './keep-restreams.ts'
import { stopRestreams } from './stop-restreams.ts'
import {
  observationOf,
  portFree,
  type RestreamStage,
  restream,
  setRestreamStage,
  until,
} from './test/restream-stage.ts'

const run = promisify(execFile)
const SECRET = 'sk-9f8e7d6c5b'
let stage: RestreamStage
let receivers: ChildProcess[]

beforeEach(async () => {
  receivers = []
  stage = await setRestreamStage()
})

afterEach(async () => {
  for (const receiver of receivers) receiver.kill('SIGKILL')
  await stage.close()
})

function receive(args: readonly string[], file: string): void {
  const words = ['-v', 'error', '-nostdin', '-y', ...args, '-map', '0', '-c', 'copy']
  receivers.push(spawn('ffmpeg', [...words, '-flush_packets', '1', join(stage.folder, file)]))
}

/** Decoding times in seconds of the pictures in a recording. */
async function times(file: string): Promise<number[]> {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=dts_time']
  const { stdout } = await run('ffprobe', [...args, '-of', 'csv=p=0', join(stage.folder, file)])
  return stdout
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter(Number.isFinite)
}

const Identity = z.object({ pid: z.number(), startTicks: z.number() })
const recordOf = (id: RestreamId) =>
  Identity.parse(JSON.parse(readFileSync(stage.paths.restream(id), 'utf8')))

const stateOf = (kept: Restreams, n: number, at: number) => observationOf(kept, n, at)?.state

const longEnough = async (kept: Restreams, files: readonly string[]) => {
  const end = Date.now() + 60_000
  for (;;) {
    kept.look()
    const all = await Promise.all(files.map((file) => times(file).catch(() => [])))
    if (all.every((found) => (found.at(-1) ?? 0) - (found[0] ?? 0) > 12)) return all
    if (Date.now() > end) throw new Error(JSON.stringify(all.map(({ length }) => length)))
    await sleep(500)
  }
}

test('RTMP, SRT and UDP get one stream over changes of clock and picture, also from the next agent', async () => {
  const [rtmp, srt, udp] = [await portFree(), await portFree(), await portFree()]
  receive(['-listen', '1', '-i', `rtmp://127.0.0.1:${rtmp}/app/${SECRET}`], 'rtmp.flv')
  receive(['-i', `srt://127.0.0.1:${srt}?mode=listener`], 'srt.ts')
  receive(['-i', `udp://127.0.0.1:${udp}`], 'udp.ts')
  const all = [
    restream(1, `rtmp://127.0.0.1:${rtmp}/app/${SECRET}`),
    restream(2, `srt://127.0.0.1:${srt}`),
    { ...restream(3, `udp://127.0.0.1:${udp}`), muxrateKbps: 1500 },
  ]
  const { kept, ports } = stage.keep(all)
  await until(kept, () => [0, 1, 2].every((at) => stateOf(kept, 1, at) === 'sending'))
  const pids = () => readdirSync(stage.paths.restreams).filter((name) => name.endsWith('.json'))
  const before = pids().map((name) =>
    JSON.parse(readFileSync(join(stage.paths.restreams, name), 'utf8')),
  )
  // The next agent on the same folder finds them sending.
  const next = keepRestreams(ports)
  for (const found of await longEnough(next, ['rtmp.flv', 'srt.ts', 'udp.ts'])) {
    expect(found.some((at, index) => index > 0 && at < (found[index - 1] ?? 0))).toBe(false)
    const gaps = found.map((at, index) => at - (found[index - 1] ?? at))
    expect(Math.max(...gaps)).toBeLessThan(1)
  }
  const after = pids().map((name) =>
    JSON.parse(readFileSync(join(stage.paths.restreams, name), 'utf8')),
  )
  expect(after.map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid))
  const written = JSON.stringify([after, next.observed().get(channelId(1)), stage.happenings])
  expect(written).not.toContain(SECRET)
}, 120_000)

test('one whose record was not kept or is damaged is found by the next agent, and by who ends all', async () => {
  const ports = await Promise.all([portFree(), portFree(), portFree()])
  const [first, second, third] = ports.map((port, at) =>
    restream(at + 1, `udp://127.0.0.1:${port}`),
  )
  if (!first || !second || !third) throw new Error('There are three.')
  const { kept, ports: through } = stage.keep([first, second])
  await until(kept, () => [0, 1].every((at) => stateOf(kept, 1, at) === 'sending'))
  const before = [first, second].map(({ id }) => recordOf(id))
  rmSync(stage.paths.restream(first.id))
  writeFileSync(stage.paths.restream(second.id), '{"pid":')
  let specs = through.specs()
  let isUnknown = true
  const wished = { specs: () => specs, isUnknown: () => isUnknown }
  const next = keepRestreams({ ...through, ...wished })
  next.look()
  const known = ({ pid, startTicks }: ReturnType<typeof recordOf>) => ({ pid, startTicks })
  expect([first, second].map(({ id }) => known(recordOf(id)))).toEqual(before.map(known))
  specs = []
  // Of a channel of which nothing is known it sends on.
  for (let look = 0; look < 3; look++) next.look()
  expect(before.every((one) => isSameProcess(one.pid, one.startTicks))).toBe(true)
  isUnknown = false
  await until(next, () => before.every((one) => !isSameProcess(one.pid, one.startTicks)))

  const { kept: last } = stage.keep([third])
  await until(last, () => stateOf(last, 1, 0) === 'sending')
  const { pid, startTicks } = recordOf(third.id)
  rmSync(stage.paths.restream(third.id))
  await stopRestreams(stage.paths)
  expect(isSameProcess(pid, startTicks)).toBe(false)
}, 60_000)

test('of twenty destinations nineteen are dead: the twentieth is sent to, and each failure is said once', async () => {
  const port = await portFree()
  const dead = await portFree()
  receive(['-i', `srt://127.0.0.1:${port}?mode=listener`], 'alive.ts')
  const all = Array.from({ length: 19 }, (_, at) =>
    restream(at + 1, `rtmp://127.0.0.1:${dead}/app/${SECRET}${at}`),
  )
  const { kept } = stage.keep([...all, restream(20, `srt://127.0.0.1:${port}`)])
  const isSaid = () =>
    stage.happenings.filter(({ kind }) => kind === 'restream-failing').length >= 19
  await until(kept, () => isSaid() && stateOf(kept, 3, 3) === 'sending')
  const [found] = await longEnough(kept, ['alive.ts'])
  const gaps = found?.map((at, index) => at - (found[index - 1] ?? at)) ?? []
  expect(Math.max(...gaps)).toBeLessThan(1)
  const ids = new Map<RestreamId | string, number>()
  for (const one of stage.happenings)
    if (one.kind === 'restream-failing') ids.set(one.name, (ids.get(one.name) ?? 0) + 1)
  expect([...ids.values()]).toEqual(Array.from({ length: 19 }, () => 1))
  const [first] = kept.observed().get(channelId(1)) ?? []
  expect(first).toMatchObject({ state: 'failing', reason: { code: 'restream-refused' } })
  expect(JSON.stringify([stage.happenings, kept.observed().get(channelId(1))])).not.toContain(
    SECRET,
  )
}, 180_000)

test.each([
  ['MP2', ['-c:a', 'mp2', '-ar', '48000'], ['-c:a', 'mp2', '-ar', '48000']],
  ['AAC', ['-c:a', 'aac', '-ar', '48000'], ['-c:a', 'aac', '-ar', '44100']],
])(
  'RTMP of a channel that copies %s is AAC of one form',
  async (_what, first, second) => {
    await stage.close()
    const coded = { live: [...first, '-ac', '2'], slate: [...second, '-ac', '1'] }
    stage = await setRestreamStage(coded)
    const port = await portFree()
    receive(['-listen', '1', '-i', `rtmp://127.0.0.1:${port}/app/${SECRET}`], 'copied.flv')
    const { kept } = stage.keep([restream(1, `rtmp://127.0.0.1:${port}/app/${SECRET}`)])
    const [found = []] = await longEnough(kept, ['copied.flv'])
    expect(Math.max(...found.map((at, index) => at - (found[index - 1] ?? at)))).toBeLessThan(1)
    const entries = 'stream=codec_name,sample_rate,channels:packet=dts_time'
    const { stdout } = await run('ffprobe', [
      ...['-v', 'error', '-select_streams', 'a:0', '-of', 'json', '-show_entries', entries],
      join(stage.folder, 'copied.flv'),
    ])
    const { streams, packets } = JSON.parse(stdout)
    expect(streams).toEqual([{ codec_name: 'aac', sample_rate: '48000', channels: 2 }])
    const heard = packets.map(({ dts_time }: { dts_time: string }) => Number(dts_time))
    const steps = heard.slice(1).map((time: number, at: number) => time - heard[at])
    expect(Math.max(...steps)).toBeLessThan(0.2)
    expect(stage.happenings).toEqual([])
  },
  120_000,
)

test('a destination of a copied channel is begun anew once its audio is of another codec', async () => {
  let audio = 'mp2 48000'
  const { kept } = stage.keep([restream(1, `udp://127.0.0.1:${await portFree()}`)], {
    audioSent: () => audio,
  })
  const pidOf = () => {
    const [name = ''] = readdirSync(stage.paths.restreams).filter((one) => one.endsWith('.json'))
    return JSON.parse(readFileSync(join(stage.paths.restreams, name), 'utf8')).pid
  }
  await until(kept, () => stateOf(kept, 1, 0) === 'sending')
  const before = pidOf()
  audio = 'aac'
  const isAnew = () => stateOf(kept, 1, 0) === 'sending' && pidOf() !== before
  await until(kept, () => {
    const names = readdirSync(stage.paths.restreams)
    return names.some((one) => one.endsWith('.json')) && isAnew()
  })
  expect(stage.happenings).toEqual([])
}, 120_000)
