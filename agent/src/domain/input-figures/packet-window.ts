import type { Packet } from './packet-line.ts'

/**
 * What came of a source within the last seconds of its own clock: a source that sends in bursts, as
 * HLS does, shows the same figures as one that does not.
 */
export type PacketWindow = {
  /** Oldest first; the last one is not over yet. */
  seconds: readonly PacketSecond[]
  /** Of the newest packet of each kind; null before the first. */
  videoAt: number | null
  audioAt: number | null
  /** Times at which the clock of the source jumped. */
  jumps: number
}

type PacketSecond = { second: number; bytes: number; frames: number }

export const NO_PACKETS: PacketWindow = { seconds: [], videoAt: null, audioAt: null, jumps: 0 }

const WINDOW_SECONDS = 10
/** Whole seconds that have to be seen before anything is said. */
const ENOUGH_SECONDS = 2
/** A clock that goes back, or on by more than this, has jumped: FFmpeg bridges it likewise. */
const JUMP_SECONDS = 10
/** Audio and video are interleaved: one may lag the other a little. */
const LAG_SECONDS = 2

export function addPacket(window: PacketWindow, packet: Packet): PacketWindow {
  const { stream, atSeconds, bytes } = packet
  const before = stream === 'video' ? window.videoAt : window.audioAt
  const step = before === null ? 0 : atSeconds - before
  const isJump = step < -LAG_SECONDS || step > JUMP_SECONDS
  const now = stream === 'video' ? { videoAt: atSeconds } : { audioAt: atSeconds }
  // Each stream jumps; it is counted by the picture.
  const jumps = window.jumps + (isJump && stream === 'video' ? 1 : 0)
  const seconds = added(isJump ? [] : window.seconds, packet, bytes)
  return { ...window, ...now, jumps, seconds }
}

function added(
  seconds: readonly PacketSecond[],
  { stream, atSeconds }: Packet,
  bytes: number,
): readonly PacketSecond[] {
  const second = Math.floor(atSeconds)
  const frames = stream === 'video' ? 1 : 0
  const at = seconds.findLastIndex((known) => known.second === second)
  const known = seconds[at]
  if (known !== undefined) {
    const more = { second, bytes: known.bytes + bytes, frames: known.frames + frames }
    return seconds.with(at, more)
  }
  const all = [...seconds, { second, bytes, frames }]
  return all.toSorted((a, b) => a.second - b.second).slice(-WINDOW_SECONDS - LAG_SECONDS)
}

export type InputRates = { bitrateKbps: number; framesPerSecond: number }

/** Null until enough has come. Seconds in which nothing came count. */
export function inputRates({ seconds }: PacketWindow): InputRates | null {
  const [first, last] = [seconds[0], seconds.at(-1)]
  if (first === undefined || last === undefined) return null
  // The first may have begun before it was looked at, and the newest ones are not over.
  const whole = seconds.slice(1).filter(({ second }) => second <= last.second - LAG_SECONDS)
  const span = last.second - LAG_SECONDS - first.second
  if (span < ENOUGH_SECONDS) return null
  const bytes = whole.reduce((sum, one) => sum + one.bytes, 0)
  const frames = whole.reduce((sum, one) => sum + one.frames, 0)
  return { bitrateKbps: (bytes * 8) / 1000 / span, framesPerSecond: frames / span }
}

/** How far the picture has gone on since the last audio came; 0 where there never was any. */
export function audioAbsentSeconds({ videoAt, audioAt }: PacketWindow): number {
  if (videoAt === null || audioAt === null) return 0
  const behind = videoAt - audioAt
  return behind > LAG_SECONDS ? behind : 0
}
