import { mkdirSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChannelObservation, DesiredState, HostEvent } from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { openOutbox } from '../src/events/outbox.ts'
import { agentPaths, makeStateFolders } from '../src/files/agent-paths.ts'
import type { HostKeys } from '../src/files/host-keys.ts'
import { openQualityStore } from '../src/files/quality-store.ts'
import type { Ffmpeg, Isolation, Log } from '../src/ports.ts'
import { readBootId } from '../src/process/process-identity.ts'
import { openProgress } from '../src/runs/open-progress.ts'
import { openSnapshots } from '../src/snapshots/snapshots.ts'
import { buildSupervisor } from '../src/supervisor/build-supervisor.ts'
import type { Supervisor } from '../src/supervisor/supervisor.ts'
import { HOST_ID } from './channel-factory.ts'
import { fakeFfmpeg } from './fake-ffmpeg-port.ts'

const silent = () => {}
const SILENT: Log = { debug: silent, info: silent, warn: silent, error: silent }

const NO_LIMITS: Isolation = {
  cgroup: 'none',
  hold: silent,
  follow: silent,
  release: () => false,
  tidy: () => [],
}

export type TestSupervisor = {
  supervisor: Supervisor
  ffmpeg: Ffmpeg
  paths: ReturnType<typeof agentPaths>
  offer(desired: DesiredState): void
  channel(n?: number): ChannelObservation | undefined
  events(): readonly HostEvent[]
  close(): Promise<void>
}

/** A supervisor on folders of its own, with the small program as its FFmpeg and no link. */
export async function startSupervisor(
  folder: string,
  options: {
    ffmpeg?: Partial<Ffmpeg>
    log?: Log
    bootId?: string
    random?: () => number
    isolation?: Isolation
    allowCidrs?: readonly string[]
    streamsUrl?: string
  } = {},
): Promise<TestSupervisor> {
  const hostKeys: HostKeys = [secretKeyOf('a key of this host alone')]
  const paths = agentPaths(`${folder}/state`, `${folder}/media`)
  makeStateFolders(paths)
  mkdirSync(paths.mediaDir, { recursive: true })
  const progress = await openProgress(paths, options.log ?? SILENT)
  const outbox = openOutbox(paths.outbox)
  const ffmpeg = fakeFfmpeg(options.ffmpeg)
  const supervisor = buildSupervisor({
    hostId: HOST_ID,
    version: 'test',
    bootId: options.bootId ?? readBootId(),
    cores: 64,
    paths,
    clock: { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() },
    random: options.random ?? Math.random,
    log: options.log ?? SILENT,
    ffmpeg,
    host: { sampleProcesses: () => new Map(), sampleHost: () => null, close: silent },
    progress,
    isolation: options.isolation ?? NO_LIMITS,
    assets: { fileOf: () => null, fetch: async () => Promise.reject(new Error('none')) },
    outbox,
    hostKeys,
    dvrDir: `${folder}/dvr`,
    snapshots: openSnapshots(paths.desired, HOST_ID, hostKeys),
    quality: openQualityStore(paths),
    capabilities: () => null,
    allowCidrs: options.allowCidrs ?? [],
    streamsUrl: options.streamsUrl ?? 'http://127.0.0.1:9',
    countsOtherPrograms: false,
    onEvent: silent,
  })
  supervisor.begin()
  return {
    supervisor,
    ffmpeg,
    paths,
    offer: (desired) => supervisor.offer(desired),
    channel: (n = 0) => supervisor.report().channels[n],
    events: () => outbox.pending(10_000),
    async close() {
      await supervisor.close()
      await progress.close()
    },
  }
}

/** Waits for a state, never for a time. */
export async function until<T>(
  look: () => T | null | undefined | false,
  what = 'the state',
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const found = look()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`)
    await sleep(15)
  }
}
