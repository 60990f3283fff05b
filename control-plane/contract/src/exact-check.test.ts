import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exactCheck } from './exact-check.ts'
import { HostReport } from './host/host-report.ts'
import { messageOf } from './messages/catalogue.ts'
import { reasonOf } from './messages/reason-of.ts'

const ID = '00000000-0000-4000-8000-00000000000a'
const AT = '2026-11-23T12:00:00.000Z'
const REPORT = {
  protocol: 1,
  hostId: ID,
  at: AT,
  appliedRevision: 3,
  heldRevision: null,
  sample: null,
  capacity: {
    cores: 4,
    reserveCores: 1,
    otherCores: 0,
    heldCores: 2,
    waiting: 0,
    holders: [{ channelId: ID, cores: 1 }],
  },
  origin: { answers: true, lastWordAt: AT },
  channels: [
    {
      channelId: ID,
      state: 'running',
      since: AT,
      attempt: 0,
      nextTryAt: null,
      queuePosition: null,
      restartGeneration: 0,
      air: null,
      reason: reasonOf('resource', 'no-capacity', {
        lack: messageOf('room-cores', { needed: 0.5, free: 0.25, usable: 2 }),
        details: [
          messageOf('room-held', { holders: [messageOf('room-more-holders', { count: 3 })] }),
        ],
      }),
      run: {
        runId: `benchrun00-${'a'.repeat(20)}`,
        pid: 7,
        sourceId: ID,
        startedAt: AT,
        fingerprint: 'f',
        taken: {
          video: {
            codec: 'h264',
            width: 1280,
            height: 720,
            framesPerSecond: 25,
            rotation: 90,
            interlaced: false,
            pixelFormat: null,
            refreshes: true,
            programs: [1],
          },
          audio: { codec: 'aac', profile: null, channels: 2, sampleRate: 48_000, kind: 'dub' },
          program: 1,
          programName: null,
          audioTrackMissing: false,
        },
      },
      metrics: {
        pid: 1,
        uptimeSeconds: 5.5,
        cpuPercent: 12,
        memoryBytes: 1e8,
        virtualMemoryBytes: 1e9,
        threads: 9,
        openFiles: 12,
        ioWaitSeconds: 0,
        readBytes: 1,
        writtenBytes: 1,
        frames: 125,
        fps: 25,
        speed: 1,
        inputBitrateKbps: null,
        outputBitrateKbps: 2500,
        droppedFrames: 0,
        duplicatedFrames: 0,
      },
    },
  ],
}
const isReport = exactCheck(HostReport)

test('what an agent says each second is taken as it is', () => {
  expect(isReport(REPORT)).toBe(true)
  expect(HostReport.parse(REPORT)).toEqual(REPORT)
})

test('whatever becomes of a report, it is taken as it is only when parsing would make the same of it', () => {
  const value = fc.oneof(
    fc.constantFrom(undefined, null, '', 'running', ID, AT, -1, 0, 1.5, 1e16, NaN, Infinity, true),
    fc.constantFrom([], {}, [1], { a: 1 }, '2026-11-23T12:00:00+02:00', 'x'.repeat(2000)),
  )
  const paths = pathsOf(REPORT)
  fc.assert(
    fc.property(fc.constantFrom(...paths), value, fc.boolean(), (path, changed, beside) => {
      const made = structuredClone(REPORT)
      setAt(made, beside ? [...path.slice(0, -1), 'newer'] : path, changed)
      // As it comes over the wire.
      const report: unknown = JSON.parse(JSON.stringify(made))
      if (!isReport(report)) return
      const parsed = HostReport.safeParse(report)
      expect(parsed.success).toBe(true)
      expect(parsed.data).toEqual(report)
    }),
    { numRuns: 3000 },
  )
})

test('a schema that it does not understand is left to parsing', () => {
  expect(exactCheck(z.string().transform((text) => text))('a')).toBe(false)
  expect(exactCheck(z.string().superRefine(() => {}))('a')).toBe(false)
  expect(exactCheck(z.strictObject({ a: z.string() }))({ a: 'a' })).toBe(false)
  expect(exactCheck(z.url())('http://a.example')).toBe(false)
})

test('a text is as it should be when trimming it changes nothing and its refinement says so', () => {
  const isName = exactCheck(z.object({ name: z.string().trim().min(1) }).prefault({ name: 'a' }))
  expect([{ name: 'a' }, { name: 'a ' }, {}, undefined].map(isName)).toEqual(ONLY_FIRST)
  const isShort = exactCheck(z.string().refine((text) => text.length < 3))
  expect(['ab', 'abc', 'abcd', 3].map(isShort)).toEqual(ONLY_FIRST)
})

const ONLY_FIRST = [true, false, false, false]

type Path = (string | number)[]

function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsOf(inner).map((path) => [key, ...path]),
  ])
}

function setAt(target: unknown, path: Path, value: unknown): void {
  const [key = '', ...rest] = path
  if (typeof target !== 'object' || target === null) return
  if (rest.length === 0) Object.assign(target, { [key]: value })
  else setAt(Object.entries(target).find(([name]) => name === String(key))?.[1], rest, value)
}
