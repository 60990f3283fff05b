import { expect, test } from 'vitest'
import { z } from 'zod'
import { RunRecord } from '../disk/host-files.ts'
import { madeCapabilities } from '../test/made-host.ts'
import { Capabilities } from './capabilities.ts'
import {
  allTrials,
  type GpuTrial,
  gpuEncoderFor,
  runEncoder,
  trialsByCodec,
  workingGpu,
} from './gpu.ts'
import { Hello } from './link.ts'

const trial = (changes: Partial<GpuTrial> = {}): GpuTrial => ({
  encoder: 'h264_nvenc',
  device: null,
  sessions: 5,
  problem: null,
  ...changes,
})
const problem = { code: 'refused' as const, detail: 'Cannot load libcuda.so.1' }

test('the first encoder that works is that of the host', () => {
  const node = '/dev/dri/renderD128'
  const trials = [
    trial({ sessions: 0, problem }),
    trial({ encoder: 'h264_qsv', device: node, sessions: 32 }),
    trial({ encoder: 'h264_vaapi', device: node, sessions: 32 }),
  ]
  expect(workingGpu(trials)).toEqual({ encoder: 'h264_qsv', device: node, sessions: 32 })
})

test('a host where none works, or of which nothing is known, has none', () => {
  expect(workingGpu([trial({ sessions: 0, problem })])).toBeNull()
  expect(workingGpu([])).toBeNull()
  expect(workingGpu(allTrials({}))).toBeNull()
})

test('there are no more sessions than the memory of the card holds', () => {
  const sessionsWith = (freeBytes: number, sessionBytes: number) =>
    workingGpu([trial({ memory: { freeBytes, sessionBytes } })])?.sessions
  expect(sessionsWith(800, 100)).toBe(5)
  expect(sessionsWith(350, 100)).toBe(3)
  // Less was seen to be enough for one.
  expect(sessionsWith(50, 100)).toBe(1)
  expect(sessionsWith(50, 0)).toBe(5)
})

test('HEVC is encoded beside H.264 on the same card, where that works', () => {
  const [one, other] = ['/dev/dri/renderD128', '/dev/dri/renderD129']
  const vaapi = trial({ encoder: 'h264_vaapi', device: one })
  const hevc = trial({ encoder: 'hevc_vaapi', device: one, sessions: 1 })
  const gpu = workingGpu([vaapi, hevc])
  expect(gpu).toMatchObject({ encoder: 'h264_vaapi', sessions: 5, hevc: 'hevc_vaapi' })
  expect(gpu && gpuEncoderFor(gpu, 'hevc')).toBe('hevc_vaapi')
  expect(gpu && gpuEncoderFor(gpu, 'h264')).toBe('h264_vaapi')
  const elsewhere = workingGpu([vaapi, { ...hevc, device: other }])
  const refused = workingGpu([vaapi, { ...hevc, sessions: 0, problem }])
  for (const found of [elsewhere, refused]) expect(found && gpuEncoderFor(found, 'hevc')).toBeNull()
  // Its sessions are counted by H.264.
  expect(workingGpu([hevc])).toBeNull()
})

/** As the release before HEVC has it: closed, and three of them. */
const EncoderBefore = z.enum(['h264_nvenc', 'h264_qsv', 'h264_vaapi'])
const CapabilitiesBefore = Capabilities.omit({ gpuHevc: true }).extend({
  gpu: z
    .array(
      z.object({
        encoder: EncoderBefore,
        device: z.string().max(100).nullable(),
        sessions: z.int().min(0).max(1000),
        problem: z
          .object({ code: z.enum(['not-built', 'refused', 'no-picture']), detail: z.string() })
          .nullable(),
        memory: z.object({ freeBytes: z.int(), sessionBytes: z.int() }).optional(),
      }),
    )
    .max(8)
    .optional(),
})
const HelloBefore = Hello.extend({ capabilities: CapabilitiesBefore })
const RunRecordBefore = RunRecord.extend({
  gpu: z
    .object({ encoder: EncoderBefore, device: z.string().nullable(), sessions: z.int().min(1) })
    .optional(),
})

const WAYS = ['nvenc', 'qsv', 'vaapi'] as const
const TRIALS = [
  ...WAYS.map((way) => trial({ encoder: `h264_${way}` })),
  ...WAYS.map((way) => trial({ encoder: `hevc_${way}`, sessions: 1 })),
]
const HOST = madeCapabilities()
const helloOf = (capabilities: object) => ({
  protocol: 1,
  appliedRevision: null,
  bootId: 'one',
  capabilities: { ...HOST, ...capabilities },
})
const recordOf = (gpu: object) => ({
  runId: 'maaaaaa1-0123456789abcdef',
  channelId: crypto.randomUUID(),
  pid: 1,
  startTicks: 1,
  sourceId: crypto.randomUUID(),
  bootId: 'one',
  fingerprint: 'f',
  restartGeneration: 0,
  progressAddress: '127.0.0.2',
  command: 'ffmpeg',
  startedAt: '2026-01-01T00:00:00.000Z',
  gpu,
})

test('the release before HEVC takes what an agent says of its GPU, and sees the encoders it knows', () => {
  const said = JSON.parse(JSON.stringify(Hello.parse(helloOf(trialsByCodec(TRIALS)))))
  const read = HelloBefore.parse(said).capabilities
  expect(read.gpu).toEqual(TRIALS.slice(0, 3))
  // A row that a control plane has stored.
  expect(CapabilitiesBefore.parse(said.capabilities)).toEqual(read)
  expect(allTrials(Hello.parse(said).capabilities)).toEqual(TRIALS)
})

test('what the release before HEVC has said is taken, and says nothing of HEVC', () => {
  const said = HelloBefore.parse(helloOf({ gpu: TRIALS.slice(0, 3) }))
  const { capabilities } = Hello.parse(said)
  expect(capabilities.gpu).toEqual(TRIALS.slice(0, 3))
  expect(capabilities.gpuHevc).toBeUndefined()
  expect(Hello.parse(helloOf({})).capabilities).not.toHaveProperty('gpu')
})

test('encoders that are not known here are left out, and the rest stands', () => {
  const later = ['av1_nvenc', 'h264_amf', 'hevc_amf'].map((encoder) => ({ ...trial(), encoder }))
  const gpu = [...later, ...TRIALS.slice(0, 3)]
  const read = Capabilities.parse({ ...HOST, gpu, gpuHevc: [...later, ...TRIALS.slice(3)] })
  expect(allTrials(read)).toEqual(TRIALS)
  // Of a list of H.264 as of one of HEVC.
  expect(Capabilities.parse({ ...HOST, gpu: TRIALS }).gpu).toEqual(TRIALS.slice(0, 3))
  expect(Capabilities.safeParse({ ...HOST, gpu: [{ encoder: 'h264_qsv' }] }).success).toBe(false)
})

test('the release before HEVC adopts a run of HEVC, and its runs are adopted', () => {
  const gpu = { encoder: 'h264_vaapi' as const, device: '/dev/dri/renderD128', sessions: 2 }
  const written = RunRecord.parse(recordOf({ ...gpu, codec: 'hevc' }))
  expect(written.gpu && runEncoder(written.gpu)).toBe('hevc_vaapi')
  expect(RunRecordBefore.parse(JSON.parse(JSON.stringify(written))).gpu).toEqual(gpu)
  const before = RunRecord.parse(RunRecordBefore.parse(recordOf(gpu)))
  expect(before.gpu && runEncoder(before.gpu)).toBe('h264_vaapi')
})
