import { z } from 'zod'
import type { Reach } from '../domain/confinement/reach.ts'
import { inputArguments, MAX_PIXELS } from '../domain/plan-ffmpeg/input-arguments.ts'
import { type Outcome, runToEnd } from '../process/run-to-end.ts'
import type { ReachableSource } from './check-source.ts'
import { hlsOptions } from './hls-options.ts'
import { unreadArguments } from './read-start.ts'

/** What FFmpeg is given to look at: a source, or what has been read of one. */
export type ProbedInput =
  | { kind: 'address'; source: ReachableSource; container?: string }
  | { kind: 'bytes'; bytes: Buffer; container: string }
  | { kind: 'unread'; source: ReachableSource }

/** Bytes that are there already take a busy host so long at most. */
const BUSY_HOST_MS = 8000

/** @throws Error when ffprobe cannot be started */
export async function runFfprobe(
  from: ProbedInput,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Outcome> {
  const args = [
    ...['-hide_banner', '-loglevel', 'level+error', '-of', 'json'],
    ...['-show_format', '-show_streams', '-show_programs', '-show_data'],
    ...(await probedArguments(from)),
  ]
  return runToEnd('ffprobe', args, {
    timeoutMs: Math.max(from.kind === 'bytes' ? BUSY_HOST_MS : 500, timeoutMs),
    maxBytes: 4_000_000,
    signal,
    ...probedBytes(from),
    ...probedReach(from),
  })
}

export async function probedArguments(from: ProbedInput): Promise<string[]> {
  if (from.kind === 'bytes') {
    return [
      ...['-protocol_whitelist', 'pipe', '-max_pixels', MAX_PIXELS, '-fflags', '+genpts'],
      ...['-probesize', '10000000', '-analyzeduration', '10000000', '-i', 'pipe:0'],
    ]
  }
  if (from.kind === 'unread') return unreadArguments(from.source)
  const { source, container = null } = from
  const known = { container, bitrateKbps: null, patient: true, hlsOptions: await hlsOptions() }
  const args = inputArguments(source, known)
  // It would make a test card wait, and ffprobe does not know it.
  return args[0] === '-re' ? args.slice(1) : args
}

/** Bytes that are there already lead nowhere. */
export function probedReach(from: ProbedInput): { reach?: Reach } {
  return from.kind === 'bytes' ? {} : { reach: from.source.reach }
}

export function probedBytes(from: ProbedInput): { input?: Buffer } {
  return from.kind === 'bytes' ? { input: from.bytes } : {}
}

const Format = z.object({
  format: z.object({ duration: z.string().optional(), size: z.string().optional() }),
})

/** How long a file is: in seconds where its end can be read, and in bytes. Null for a live stream. */
export type Recording = { seconds: number | null; bytes: number }

export function recordingIn(json: string): Recording | null {
  const report = Format.safeParse(JSON.parse(json))
  if (!report.success) return null
  const [seconds, bytes] = [Number(report.data.format.duration), Number(report.data.format.size)]
  return bytes > 0 ? { seconds: seconds > 0 ? seconds : null, bytes } : null
}

/**
 * Whether there is an end to what an address sends: the server says so before the first byte, so a
 * live stream is not read for it. Null where it cannot be told in time too.
 */
export async function findRecording(
  source: ReachableSource,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Recording | null> {
  const deadline = Date.now() + timeoutMs
  const unread = await askRecording({ kind: 'unread', source }, deadline, signal)
  if (unread === null) return null
  const read = await askRecording({ kind: 'address', source }, deadline, signal)
  return read ?? { ...unread, seconds: null }
}

async function askRecording(
  from: ProbedInput,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<Recording | null> {
  const left = deadline - Date.now()
  if (left < 300) return null
  const { code, stdout } = await runFfprobe(from, left, signal)
  return code === 0 ? recordingIn(stdout.toString('utf8')) : null
}
