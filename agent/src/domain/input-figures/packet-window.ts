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

/** Dozens of packets come at a time, thousands a second on a full host: they are put into one copy. */
export function addPackets(window: PacketWindow, packets: readonly Packet[]): PacketWindow {
  let { videoAt, audioAt, jumps } = window
  let seconds = window.seconds.map((second) => ({ ...second }))
  for (const packet of packets) {
    const isVideo = packet.stream === 'video'
    const before = isVideo ? videoAt : audioAt
    const step = before === null ? 0 : packet.atSeconds - before
    if (step < -LAG_SECONDS || step > JUMP_SECONDS) {
      seconds = []
      // Each stream jumps; it is counted by the picture.
      if (isVideo) jumps += 1
    }
    if (isVideo) videoAt = packet.atSeconds
    else audioAt = packet.atSeconds
    count(seconds, packet)
  }
  return { seconds, videoAt, audioAt, jumps }
}

function count(seconds: PacketSecond[], { stream, atSeconds, bytes }: Packet): void {
  const second = Math.floor(atSeconds)
  const frames = stream === 'video' ? 1 : 0
  // Nearly always the newest or the one before.
  for (let at = seconds.length - 1; at >= 0; at--) {
    const known = seconds[at]
    if (known?.second !== second) continue
    known.bytes += bytes
    known.frames += frames
    return
  }
  seconds.push({ second, bytes, frames })
  seconds.sort((a, b) => a.second - b.second)
  seconds.splice(0, seconds.length - WINDOW_SECONDS - LAG_SECONDS)
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

/** Of each whole second, oldest first, and for how long the source has gone on since the last one. */
export type RecentBitrate = { kbps: readonly number[]; sinceSeconds: number }

/** Null until enough has come. Seconds in which nothing came are 0. */
export function recentBitrate({ seconds, videoAt, audioAt }: PacketWindow): RecentBitrate | null {
  const [first, last] = [seconds[0], seconds.at(-1)]
  if (first === undefined || last === undefined) return null
  const count = last.second - LAG_SECONDS - first.second
  if (count < ENOUGH_SECONDS) return null
  const from = first.second + 1
  const kbps = Array.from({ length: count }, () => 0)
  for (const { second, bytes } of seconds) {
    const at = second - from
    if (at >= 0 && at < count) kbps[at] = (bytes * 8) / 1000
  }
  const newest = Math.max(videoAt ?? last.second, audioAt ?? last.second)
  return { kbps, sinceSeconds: Math.max(0, newest - (from + count)) }
}

/** A rate that the pictures have kept for some seconds, up to the newest one. */
export type SteadyRate = { framesPerSecond: number; forSeconds: number }

/** Whole seconds of equal rate that make it a steady one. */
const STEADY_SECONDS = 2

/** Null where there is none: before enough has come, and while it changes or pictures are lost. */
export function steadyRate({ seconds, videoAt }: PacketWindow): SteadyRate | null {
  if (videoAt === null) return null
  // Pictures come in their order: a second is over when one of the next has come.
  const until = Math.floor(videoAt)
  const [first] = seconds
  const whole = seconds.filter(({ second }) => {
    return second < until && second >= until - STEADY_SECONDS && second !== first?.second
  })
  if (whole.length < STEADY_SECONDS) return null
  const counts = whole.map(({ frames }) => frames)
  if (Math.min(...counts) === 0 || Math.max(...counts) - Math.min(...counts) > 1) return null
  const frames = counts.reduce((sum, one) => sum + one, 0)
  return {
    framesPerSecond: frames / STEADY_SECONDS,
    // It began somewhere in the second before.
    forSeconds: videoAt - (until - STEADY_SECONDS) + 0.5,
  }
}

/** How far the picture has gone on since the last audio came; 0 where there never was any. */
export function audioAbsentSeconds({ videoAt, audioAt }: PacketWindow): number {
  if (videoAt === null || audioAt === null) return 0
  const behind = videoAt - audioAt
  return behind > LAG_SECONDS ? behind : 0
}
