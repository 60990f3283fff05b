import type { AacAudio } from '@cashbacktv/contract'
import { since } from '../../../domain/transport-stream/clock.ts'
import {
  counterAt,
  hasPayload,
  jumpPacket,
  PACKET_BYTES,
  pidAt,
  setCounter,
  unitPacket,
} from '../../../domain/transport-stream/packet.ts'
import { audioPes } from '../../../domain/transport-stream/pes.ts'
import { frameTicks, silentFrame } from './adts.ts'
import type { AudioMark } from './audio-mark.ts'
import { type AudioPlan, planAudio } from './plan-audio.ts'
import { readUnits, type Units } from './read-units.ts'
import { freePid, type Tracks, withAacTrack } from './tables.ts'

export type FilledSegment = {
  /** As it is to be published; null when it is complete as it is. */
  bytes: Buffer | null
  end: AudioMark
  plan: AudioPlan
}

/** A PES packet of so many silent frames fits into one packet of the stream. */
const FRAMES_A_PACKET = 8

/**
 * Puts silence where a segment of a run has no audio, and a track for it where it has none, so that
 * players go on. Null when this cannot be done: no picture, no tables, damaged packets. The segment
 * given is used up: packets of it are written to.
 */
export function fillAudio(
  segment: Buffer,
  tracks: Tracks,
  audio: AacAudio,
  before: AudioMark | null,
  seconds: number,
): FilledSegment | null {
  const units = readUnits(segment, tracks.videoPid, tracks.audio?.pid ?? null)
  if (units === null) return null
  const plan = planAudio(units, audio, before?.pts ?? null, seconds)
  if (plan === null) return null
  const pid = tracks.audio?.pid ?? freePid(tracks)
  const written = tracks.audio === null ? [] : countersOf(segment, pid)
  const next = written.at(-1) ?? before?.counter ?? NOT_BEGUN
  if (plan.silent === 0 && plan.dropped === 0 && tracks.audio !== null) {
    return { bytes: null, end: { pts: plan.endPts, counter: next }, plan }
  }
  const tables = tracks.audio === null ? tracks.pmtPid : null
  const packets = assemble(segment, units, plan, audio, { pid, tables })
  if (packets === null) return null
  const first = written[0] === undefined ? NOT_BEGUN : written[0] + NOT_BEGUN
  const last = countOn(packets, pid, before?.counter ?? first)
  const counter = tracks.audio === null ? last : next
  // What FFmpeg writes next counts on from its own last number.
  if (counter !== last) packets.push(jumpPacket(pid, counter))
  return { bytes: Buffer.concat(packets), end: { pts: plan.endPts, counter }, plan }
}

/** Of four bits: the number before 0, with which every track begins. */
const NOT_BEGUN = 15

type Target = { pid: number; tables: number | null }

/** The packets of the segment in their order, with silence near the pictures of its time. */
function assemble(
  segment: Buffer,
  units: Units,
  plan: AudioPlan,
  audio: AacAudio,
  { pid, tables }: Target,
): Buffer[] | null {
  const inserted = insertions(segment, units, plan, audio, pid)
  const dropped = droppedPackets(units, plan)
  const packets: Buffer[] = []
  let next = 0
  for (let at = 0; at < segment.length; at += PACKET_BYTES) {
    for (let due = inserted[next]; due !== undefined && due.at <= at; due = inserted[++next]) {
      packets.push(due.packet)
    }
    if (dropped.has(at)) continue
    const packet = segment.subarray(at, at + PACKET_BYTES)
    const written = pidAt(segment, at) === tables ? withAacTrack(packet, pid) : packet
    if (written === null) return null
    packets.push(written)
  }
  return [...packets, ...inserted.slice(next).map(({ packet }) => packet)]
}

type Insertion = { at: number; packet: Buffer }

function insertions(
  segment: Buffer,
  { pictures }: Units,
  { parts }: AudioPlan,
  audio: AacAudio,
  pid: number,
): Insertion[] {
  const list: Insertion[] = []
  const base = pictures[0]?.dts ?? 0
  let picture = 0
  let least = 0
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'source') {
      least = (part.unit.packets.at(-1) ?? 0) + PACKET_BYTES
      continue
    }
    const most = beginOf(parts[index + 1]) ?? segment.length
    for (const { pts, data } of silentUnits(part.pts, part.frames, audio)) {
      while (picture < pictures.length && isBefore(pictures[picture]?.dts ?? 0, pts, base))
        picture++
      const near = pictures[picture]?.at ?? segment.length
      list.push({
        at: Math.max(least, Math.min(near, most)),
        packet: unitPacket(pid, audioPes(pts, data)),
      })
    }
  }
  return list
}

function isBefore(a: number, b: number, base: number): boolean {
  return since(base, a) < since(base, b)
}

function beginOf(part: AudioPlan['parts'][number] | undefined): number | undefined {
  return part?.kind === 'source' ? part.unit.packets[0] : undefined
}

function silentUnits(
  pts: number,
  frames: number,
  audio: AacAudio,
): { pts: number; data: Buffer }[] {
  const frame = silentFrame(audio)
  const units: { pts: number; data: Buffer }[] = []
  for (let done = 0; done < frames; done += FRAMES_A_PACKET) {
    const count = Math.min(FRAMES_A_PACKET, frames - done)
    const data = Buffer.concat(Array.from({ length: count }, () => frame))
    units.push({ pts: pts + done * frameTicks(audio), data })
  }
  return units
}

function droppedPackets({ hasAudio }: Units, { parts }: AudioPlan): ReadonlySet<number> {
  const kept = new Set(parts.map((part) => (part.kind === 'source' ? part.unit : null)))
  const dropped = new Set<number>()
  for (const unit of hasAudio) if (!kept.has(unit)) for (const at of unit.packets) dropped.add(at)
  return dropped
}

/** Numbers the packets of audio anew, since some were added; answers the last number. */
function countOn(packets: readonly Buffer[], pid: number, before: number): number {
  let counter = before
  for (const packet of packets) {
    if (pidAt(packet, 0) !== pid) continue
    if (hasPayload(packet, 0)) counter = (counter + 1) & 0x0f
    setCounter(packet, 0, counter)
  }
  return counter
}

/** Counters of all packets of a track. */
function countersOf(segment: Buffer, pid: number): number[] {
  const counters: number[] = []
  for (let at = 0; at < segment.length; at += PACKET_BYTES) {
    if (pidAt(segment, at) === pid && hasPayload(segment, at)) counters.push(counterAt(segment, at))
  }
  return counters
}
