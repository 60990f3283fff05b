import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudioSettings, BROADCAST_PRESET, type ChannelSpec } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../test/channel-factory.ts'
import { fakeFfmpeg } from '../../test/fake-ffmpeg-port.ts'
import { testCardFacts } from '../domain/plan-ffmpeg/test-card.ts'
import type { Run } from '../domain/reconcile/world.ts'
import { makeRunId } from '../domain/runs/make-run-id.ts'
import { newRun } from '../domain/runs/new-run.ts'
import { agentPaths } from '../files/agent-paths.ts'
import { openQualityStore } from '../files/quality-store.ts'
import type { Measured, MeasureWish } from '../ports.ts'
import { createMeasuring } from './measure-channel.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'measure-channel-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const ID = channelId(1)
const TRANSCODE: ChannelSpec['output'] = {
  mode: 'transcode',
  presetId: 'broadcast',
  encoding: BROADCAST_PRESET,
  renditions: [{ name: 'main', height: null }],
  audio: AudioSettings.parse({}),
}
const FOUND: Measured = { ssim: 0.99, vmaf: 96.1, seconds: 5.96 }

type Stage = {
  output?: ChannelSpec['output']
  url?: string
  isOnAir?: boolean
  filters?: string[]
  recorded?: boolean | 'refused'
  measure?: (wish: MeasureWish) => Promise<Measured | null>
  patienceMs?: number
}

function stage(options: Stage = {}) {
  const { output = TRANSCODE, isOnAir = true, recorded = true, patienceMs = 5000 } = options
  const { filters = ['ssim', 'libvmaf'], url = 'http://127.0.0.1:9/live.ts' } = options
  const paths = agentPaths(folder, join(folder, 'media'))
  const channel = makeChannel(1, { output })
  const source = { id: channel.sources[0]?.id ?? fail(), url }
  const identity = { channelId: ID, sourceId: source.id, fingerprint: 'f', restartGeneration: 0 }
  const run: Run = {
    ...newRun(
      { ...identity, threadStep: 0, readerKey: 'r' },
      { runId: makeRunId(0, '0123456789abcdef01234567'), pid: 1, startedAt: 0 },
    ),
    firstSegmentAt: isOnAir ? 1 : null,
  }
  const wishes: MeasureWish[] = []
  const quality = openQualityStore(paths)
  const context = {
    paths,
    quality,
    clock: { now: () => 0, wall: () => Date.parse('2026-01-01T00:00:00Z') },
    snapshots: { current: () => makeDesired(1, [{ ...channel, sources: [source] }]) } as never,
    capabilities: () => ({ filters }) as never,
    ffmpeg: fakeFfmpeg({
      rememberedFacts: () => testCardFacts('testcard://320x180@25'),
      measureQuality: (wish) => {
        wishes.push(wish)
        return options.measure?.(wish) ?? Promise.resolve(FOUND)
      },
    }),
  }
  const readers = { record: async () => recorded }
  const measure = createMeasuring(context, { runs: () => [run] }, readers, patienceMs)
  return { measure, quality, wishes, paths }
}

function fail(): never {
  throw new Error('no source')
}

const codeOf = async (options: Stage) => {
  const answer = await stage(options).measure(ID)
  return answer.ok ? 'measured' : answer.reason.code
}

it('keeps what it measured with its instant and version, also for a later agent', async () => {
  const { measure, quality, wishes, paths } = stage()
  const measured = { ssim: 0.99, score: 80, vmaf: 96.1, seconds: 6, model: 1 }
  const told = { ...measured, at: '2026-01-01T00:00:00.000Z' }
  expect(await measure(ID)).toEqual({ ok: true, measured: told })
  expect(wishes[0]).toMatchObject({ hasVmaf: true, plan: { needsPiece: true } })
  expect(quality.measured(ID)).toEqual(told)
  expect(openQualityStore(paths).measured(ID)).toEqual(told)
  expect(readdirSync(folder)).toEqual(['quality-measurements.json'])
})

it.each<[string, Stage]>([
  ['quality-copied', { output: { mode: 'copy' } }],
  ['quality-off-air', { isOnAir: false }],
  ['quality-no-filter', { filters: ['scale'] }],
  ['quality-one-reader', { recorded: 'refused' }],
  ['quality-not-read', { recorded: false }],
  ['quality-not-read', { measure: async () => ({ ...FOUND, seconds: 1 }) }],
  ['quality-not-compared', { measure: async () => null }],
])('is refused with %s', async (code, options) => {
  expect(await codeOf(options)).toBe(code)
  expect(readdirSync(folder)).toEqual([])
})

it('reads nothing of a test card, which it makes itself', async () => {
  expect(await codeOf({ url: 'testcard://320x180@25', recorded: 'refused' })).toBe('measured')
})

it('is one at a time, and given up when it takes too long', async () => {
  const measure = ({ signal }: MeasureWish) => {
    return new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)))
  }
  const staged = stage({ measure, patienceMs: 1000 })
  const first = staged.measure(ID)
  expect(await staged.measure(ID)).toMatchObject({ reason: { code: 'quality-busy' } })
  expect(await first).toMatchObject({ reason: { code: 'quality-late', params: { seconds: 1 } } })
  expect(readdirSync(folder)).toEqual([])
})
