import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { GpuEncoder, type GpuTrial, gpuWay, isHevcEncoder } from '@cashbacktv/contract'
import { GPU_MEMORY_BYTES } from '../domain/confinement/memory-bound.ts'
import { NOWHERE } from '../domain/confinement/reach.ts'
import type { GpuPlace } from '../domain/gpu/gpu-arguments.ts'
import { gpuFiles, RENDER_NODES } from '../domain/gpu/gpu-files.ts'
import {
  freeMemoryIn,
  hasEncoded,
  MOST_SESSIONS,
  sessionArguments,
  trialArguments,
  trialProblem,
} from '../domain/gpu/trial.ts'
import { runToEnd } from '../process/run-to-end.ts'

type Programs = { ffmpeg: string; nvidiaSmi: string }
const USUAL: Programs = { ffmpeg: 'ffmpeg', nvidiaSmi: 'nvidia-smi' }

const TRIAL_MS = 10_000
/** Of a session that is opened beside others. */
const SESSION_MS = 10_000
/** Of all sessions: nothing else begins on the host meanwhile. */
const COUNTING_MS = 60_000

/**
 * Asks each encoder that would run on a GPU, but for those of the trials that are `standing`, for some
 * pictures, held in as channels are, and the first one of H.264 that brings them for as many at once as
 * it will do, unless that was `counted` before: the sessions of a card are those of both codecs
 * together. Never rejects.
 */
export async function tryGpus(
  counted: readonly GpuTrial[] = [],
  standing: readonly GpuTrial[] = [],
  programs: Programs = USUAL,
  nodes: readonly string[] = renderNodes(),
): Promise<GpuTrial[]> {
  const tried = await Promise.all(
    GpuEncoder.options.map(
      (one) => standing.find(({ encoder }) => encoder === one) ?? tryOn(one, nodes, programs),
    ),
  )
  const first = tried.find(({ problem, encoder }) => problem === null && !isHevcEncoder(encoder))
  if (first === undefined || standing.includes(first)) return tried
  const before = counted.find((one) => one.encoder === first.encoder && one.problem === null)
  const known = before?.device === first.device ? before : await count(first, programs)
  return tried.map((one) => (one === first ? known : one))
}

/** The first node may be that of a card that cannot encode. */
async function tryOn(
  encoder: GpuEncoder,
  nodes: readonly string[],
  { ffmpeg }: Programs,
): Promise<GpuTrial> {
  const devices = gpuWay(encoder) === 'nvenc' ? [null] : nodes
  let found = await tryOne({ encoder, device: devices[0] ?? USUAL_NODE }, ffmpeg)
  for (const device of devices.slice(1)) {
    if (found.problem === null) break
    found = await tryOne({ encoder, device }, ffmpeg)
  }
  return found
}

/** Where there is none FFmpeg says so in its own words. */
const USUAL_NODE = `${RENDER_NODES}/renderD128`

function renderNodes(): string[] {
  try {
    const names = readdirSync(RENDER_NODES).filter((name) => /^renderD\d+$/.test(name))
    return names.toSorted().map((name) => join(RENDER_NODES, name))
  } catch {
    return []
  }
}

async function tryOne(place: GpuPlace, ffmpeg: string): Promise<GpuTrial> {
  const gpu = gpuWay(place.encoder) === 'nvenc' ? { ...place, device: null } : place
  try {
    const limits = { ...held(gpu), timeoutMs: TRIAL_MS, maxBytes: 1_000_000 }
    const { code, stderr } = await runToEnd(ffmpeg, trialArguments(gpu), limits)
    if (code === 0) return { ...gpu, sessions: 1, problem: null }
    const detail =
      code === null ? { code: 'no-picture' as const, detail: '' } : trialProblem(stderr)
    return { ...gpu, sessions: 0, problem: detail }
  } catch {
    // That FFmpeg cannot be started is said elsewhere.
    return { ...gpu, sessions: 0, problem: { code: 'no-picture', detail: '' } }
  }
}

/** As the runs of channels are: the same user, the same devices in reach, no connections. */
function held(gpu: GpuPlace) {
  return { reach: NOWHERE, files: gpuFiles(gpu), memoryBytes: GPU_MEMORY_BYTES, isBoundToUs: true }
}

/** One more as soon as the one before has encoded a picture, until one does not. */
async function count(trial: GpuTrial, { ffmpeg, nvidiaSmi }: Programs): Promise<GpuTrial> {
  const stop = new AbortController()
  const deadline = AbortSignal.any([stop.signal, AbortSignal.timeout(COUNTING_MS)])
  const isNvidia = gpuWay(trial.encoder) === 'nvenc'
  const before = isNvidia ? await freeMemory(nvidiaSmi) : null
  const ended: Promise<unknown>[] = []
  let sessions = 0
  try {
    while (sessions < MOST_SESSIONS && !deadline.aborted) {
      const session = openSession(trial, ffmpeg, deadline)
      ended.push(session.ended)
      if (!(await session.encodes)) break
      sessions++
    }
    const after = before === null || sessions === 0 ? null : await freeMemory(nvidiaSmi)
    const found = { ...trial, sessions: Math.max(1, sessions) }
    if (before === null || after === null) return found
    const sessionBytes = Math.max(0, Math.round((before - after) / sessions))
    return { ...found, memory: { freeBytes: before, sessionBytes } }
  } finally {
    stop.abort()
    await Promise.all(ended)
  }
}

function openSession(gpu: GpuPlace, ffmpeg: string, signal: AbortSignal) {
  let resolve = (_encodes: boolean) => {}
  const encodes = new Promise<boolean>((settle) => {
    resolve = settle
  })
  const tooLate = setTimeout(() => resolve(false), SESSION_MS)
  const ended = runToEnd(ffmpeg, sessionArguments(gpu), {
    ...held(gpu),
    timeoutMs: COUNTING_MS,
    maxBytes: 10_000_000,
    signal,
    enough(progress) {
      if (hasEncoded(progress.toString('utf8'))) resolve(true)
      return false
    },
  })
    .catch(() => {})
    .finally(() => {
      clearTimeout(tooLate)
      resolve(false)
    })
  return { encodes, ended }
}

async function freeMemory(nvidiaSmi: string): Promise<number | null> {
  const question = ['--query-gpu=memory.free', '--format=csv,noheader,nounits']
  try {
    const limits = { timeoutMs: 5_000, maxBytes: 100_000, isTool: true }
    const { code, stdout } = await runToEnd(nvidiaSmi, question, limits)
    return code === 0 ? freeMemoryIn(stdout.toString('utf8')) : null
  } catch {
    return null
  }
}
