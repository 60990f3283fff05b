import type { ReadableSource } from '@cashbacktv/contract'
import { inputArguments } from '../domain/plan-ffmpeg/input-arguments.ts'
import { runToEnd } from '../process/run-to-end.ts'
import type { ReachableSource } from './check-source.ts'

/** The first bytes of a source as they came, through FFmpeg's own way of opening it. */
export type SourceStart = {
  bytes: Buffer
  /** Lines of FFmpeg's log, for judging why it could not be read. Never shown. */
  log: readonly string[]
  /** The source ended by itself, well or with an error. */
  ended: boolean
  failed: boolean
  /** From the first byte to the end of reading. */
  seconds: number
  /** Since the last byte. */
  silentSeconds: number
}

export type StartLimits = {
  timeoutMs: number
  maxBytes: number
  signal?: AbortSignal | undefined
  /** Asked with all that has come, each time it has become a quarter more. */
  enough(bytes: Buffer, seconds: number): boolean
}

const FIRST_LOOK_BYTES = 512

/**
 * Reads the begin of a source of bytes (HTTP, SRT, UDP), over one connection. FFmpeg copies it
 * unread, so that headers, redirects, logins and listening are those of a run.
 *
 * @throws Error when FFmpeg cannot be started
 */
export async function readStart(
  source: ReachableSource,
  limits: StartLimits,
): Promise<SourceStart> {
  const chunks: Buffer[] = []
  let [length, lookAt, firstAt, lastAt, enoughAt] = [0, FIRST_LOOK_BYTES, 0, 0, 0]
  const secondsSince = (at: number) =>
    at === 0 ? 0 : ((enoughAt || performance.now()) - at) / 1000
  const { code, stderr, timedOut } = await runToEnd('ffmpeg', readArguments(source), {
    reach: source.reach,
    timeoutMs: limits.timeoutMs,
    maxBytes: limits.maxBytes,
    signal: limits.signal,
    enough(chunk) {
      lastAt = performance.now()
      firstAt ||= lastAt
      chunks.push(chunk)
      length += chunk.length
      if (length < lookAt) return false
      lookAt = length * 1.25
      const isEnough = limits.enough(Buffer.concat(chunks), secondsSince(firstAt))
      if (isEnough) enoughAt = performance.now()
      return isEnough
    },
  })
  return {
    bytes: Buffer.concat(chunks),
    log: stderr.split('\n').slice(-20),
    ended: code !== null && !timedOut,
    failed: code !== null && code !== 0,
    seconds: secondsSince(firstAt),
    silentSeconds: secondsSince(lastAt),
  }
}

function readArguments(source: ReadableSource): string[] {
  return [
    ...['-hide_banner', '-nostats', '-nostdin', '-loglevel', 'level+warning'],
    ...unreadArguments(source),
    ...['-map', '0', '-c', 'copy', '-flush_packets', '1', '-f', 'data', 'pipe:1'],
  ]
}

/** Opens a source as bytes that nobody analyses. A look does not wait for it to come back, as a run does. */
export function unreadArguments(source: ReadableSource): string[] {
  const input = inputArguments(source, {
    container: 'data',
    bitrateKbps: null,
    patient: false,
    hlsOptions: [],
  })
  const impatient = /^https?:/.test(source.url)
    ? ['-reconnect', '0', '-reconnect_streamed', '0', '-reconnect_on_network_error', '0']
    : []
  const unread = ['-probesize', '32', '-analyzeduration', '0', '-f', 'data']
  return [...input.slice(0, -2), ...impatient, ...unread, ...input.slice(-2)]
}
