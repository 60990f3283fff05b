import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunId, SourceFacts } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { channelId, sourceId } from '../../test/channel-factory.ts'
import type { Observation } from '../domain/observations/observation.ts'
import type { Run } from '../domain/reconcile/world.ts'
import { agentPaths } from '../files/agent-paths.ts'
import { writeJson } from '../files/json-file.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import { createRunTable } from '../runs/run-table.ts'
import { airReader } from './read-air.ts'
import { watchAir } from './watch-air.ts'

const A = channelId(1)
const RUN = 'maaaaaa1-0123456789abcdef' as RunId
const SINCE = '2026-11-24T00:00:00.000Z'
const WALL = Date.parse(SINCE) + 60_000
const SOON = { timeout: 15_000 }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-air-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the source of a run without an audio track is asked until it has audio, which is then seen', async () => {
  const host = agent()
  host.look()
  expect(host.asked()).toBe(0)
  host.later(10)
  host.look()
  host.look()
  await vi.waitFor(() => expect(host.asked()).toBe(1), SOON)
  expect(host.found()).toEqual([])
  host.later(10)
  host.hasAudio = true
  await vi.waitFor(() => {
    host.look()
    expect(host.found()).toEqual([{ kind: 'audio-found', runId: RUN }])
  }, SOON)
  expect(host.asked()).toBe(2)
})

test('what the origin says is seen as it says it, and nothing while it is away', () => {
  const host = agent()
  host.look()
  expect(host.seen).toMatchObject([{ kind: 'air', air: new Map([[A, { tracklessRunId: RUN }]]) }])
  const away = agent()
  away.look(WALL - 60_000)
  expect(away.seen).toEqual([])
})

function agent() {
  const paths = agentPaths(folder, folder)
  const seen: Observation[] = []
  const table = createRunTable()
  const handle = { source: { url: 'http://source.example/live.ts' }, logFile: '/nowhere.log' }
  table.add(makeRun(), handle as RunHandle)
  let asked = 0
  let now = 0
  const look = watchAir({
    readAir: airReader(paths.originStatus),
    table,
    clock: { now: () => now, wall: () => WALL },
    observe: (observation) => void seen.push(observation),
    readers: {
      learn: () => undefined,
      async probe() {
        asked++
        return { ok: true, facts: host.hasAudio ? FACTS : MUTE, frame: null, tookMs: 1 }
      },
    },
  })
  const host = {
    seen,
    found: () => seen.filter(({ kind }) => kind === 'audio-found'),
    hasAudio: false,
    asked: () => asked,
    later(seconds: number) {
      now += seconds * 1000
    },
    look(writtenAt = WALL) {
      const air = { showing: 'live', soundMissingSince: SINCE, tracklessRunId: RUN }
      const at = new Date(writtenAt).toISOString()
      writeJson(paths.originStatus, { at, channels: { [A]: air } })
      look()
    },
  }
  return host
}

const FACTS: SourceFacts = {
  container: 'mpegts',
  video: {
    codec: 'h264',
    width: 16,
    height: 16,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: null,
  },
  audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
  bitrateKbps: null,
}
const MUTE: SourceFacts = { ...FACTS, audio: null }

function makeRun(): Run {
  return {
    runId: RUN,
    channelId: A,
    sourceId: sourceId(10),
    fingerprint: '',
    threadStep: 0,
    restartGeneration: 0,
    startedAt: 0,
    pid: 1,
    firstSegmentAt: 0,
    lastSegmentAt: 0,
    readerKey: 'a',
    slowSince: null,
    strainedSince: null,
    audioTrouble: 'missing',
    stopping: null,
    over: null,
  }
}
