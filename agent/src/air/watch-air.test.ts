import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChannelSpec, HostHappening, RunId, SourceFacts } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { channelId, makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import type { Run } from '../domain/world.ts'
import { agentPaths } from '../files/agent-paths.ts'
import { writeJson } from '../files/json-file.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import { createRunTable } from '../runs/run-table.ts'
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

test('silence is told when it begins and ends, once each, by a later agent too', () => {
  const host = agent()
  host.look({ soundMissingSince: SINCE })
  host.look({ soundMissingSince: SINCE })
  expect(host.said).toEqual([{ kind: 'sound-lost', channelId: A }])
  expect(host.run()?.sound).toBe('missing')
  const later = agent()
  later.look({ soundMissingSince: SINCE })
  later.look({})
  expect(later.said).toMatchObject([{ kind: 'sound-back', channelId: A }])
  expect(later.run()?.sound).toBeUndefined()
})

test('a run whose sound is out of step stays so: only another run has it right', () => {
  const host = agent()
  host.look({ soundMissingSince: SINCE, outOfStepRunId: RUN })
  host.look({})
  expect(host.run()?.sound).toBe('out-of-step')
})

test('the source of a run without a track is asked until it has sound, and then a run with one is due', async () => {
  const host = agent()
  const seen = { soundMissingSince: SINCE, tracklessRunId: RUN }
  host.look(seen)
  expect([host.asked(), host.run()?.sound]).toEqual([0, 'missing'])
  host.later(10)
  host.look(seen)
  host.look(seen)
  await vi.waitFor(() => expect(host.asked()).toBe(1), SOON)
  expect(host.run()?.sound).toBe('missing')
  host.later(10)
  host.hasSound = true
  await vi.waitFor(() => {
    host.look(seen)
    expect(host.run()?.sound).toBe('out-of-step')
  }, SOON)
  expect(host.asked()).toBe(2)
})

test('a channel that is to have no sound is not short of it', () => {
  const host = agent({ output: withoutSound() })
  host.look({ soundMissingSince: SINCE })
  expect(host.said).toEqual([])
  expect(host.run()?.sound).toBeUndefined()
})

function withoutSound(): ChannelSpec['output'] {
  const encoding = {} as Extract<ChannelSpec['output'], { mode: 'transcode' }>['encoding']
  const audio = { mode: 'none' as const, bitrateKbps: 128 }
  return { mode: 'transcode', presetId: 'x', encoding, renditions: [], audio }
}

function agent(change: Partial<ChannelSpec> = {}) {
  const paths = agentPaths(folder, folder)
  const said: HostHappening[] = []
  const table = createRunTable()
  table.add(makeRun(), {
    source: { url: 'http://source.example/live.ts' },
    logFile: '/nowhere.log',
  } as RunHandle)
  const desired = makeDesired(1, [makeChannel(1, change)])
  let asked = 0
  let now = 0
  const look = watchAir({
    paths,
    table,
    clock: { now: () => now, wall: () => WALL },
    snapshots: { current: () => desired },
    say: (happening) => void said.push(happening),
    reasonOf: () => null,
    readers: {
      learn: () => undefined,
      async probe() {
        asked++
        return { ok: true, facts: host.hasSound ? FACTS : MUTE, frame: null, tookMs: 1 }
      },
    },
    wake: () => undefined,
  })
  const host = {
    said,
    hasSound: false,
    asked: () => asked,
    run: () => table.get(RUN)?.run,
    later(seconds: number) {
      now += seconds * 1000
    },
    look(air: object) {
      const showing = { showing: 'live', ...air }
      const at = new Date(WALL).toISOString()
      writeJson(paths.originStatus, { at, channels: { [A]: showing } })
      look()
    },
  }
  return host
}

const FACTS: SourceFacts = {
  container: 'mpegts',
  video: {
    ...{ codec: 'h264', width: 16, height: 16, framesPerSecond: 25 },
    ...{ interlaced: false, pixelFormat: null },
  },
  audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
  bitrateKbps: null,
}
const MUTE: SourceFacts = { ...FACTS, audio: null }

function makeRun(): Run {
  return {
    ...{ runId: RUN, channelId: A, sourceId: sourceId(10), fingerprint: '', threadStep: 0 },
    ...{ restartGeneration: 0, startedAt: 0, pid: 1, firstSegmentAt: 0, lastSegmentAt: 0 },
    ...{ readerKey: 'a', slowSince: null, strainedSince: null, stopping: null, over: null },
  }
}
