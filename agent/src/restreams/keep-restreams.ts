import { statSync, truncateSync } from 'node:fs'
import {
  type ChannelId,
  type Reason,
  type RestreamId,
  type RestreamObservation,
  reasonOf,
} from '@cashbacktv/contract'
import {
  freshRestream,
  nextRestreamStep,
  restreamEnded,
  restreamObserved,
  restreamSent,
  SILENT_MS,
  type WantedRestream,
} from '../domain/restreams/restream-memory.ts'
import { isOfOrigin, whyRestreamEnded } from '../domain/restreams/why-restream-ended.ts'
import { restreamProgressAddress } from '../domain/runs/progress-address.ts'
import { nextLadderStep } from '../domain/runs/stop-ladder.ts'
import { removeFile } from '../files/json-file.ts'
import { readTail } from '../files/read-tail.ts'
import { isSameProcess } from '../process/process-identity.ts'
import { signalGroup } from '../process/signal-group.ts'
import { adoptRestreams } from './adopt-restreams.ts'
import { beginRestream, noteRestream } from './begin-restream.ts'
import type { RestreamEntry, RestreamPorts, RestreamTable } from './restream-ports.ts'
import { wantedRestreams } from './want-restreams.ts'

export type Restreams = {
  /** Once a second: starts, ends and judges. */
  look(): void
  /** Of channels that have any. */
  observed(): ReadonlyMap<ChannelId, RestreamObservation[]>
}

const LOG_TAIL_BYTES = 4096
const MOST_LOG_BYTES = 256 * 1024
/** Failures in a row before it is an event: one break alone is none. */
const SAID_AFTER = 2

/**
 * Sends channels to their destinations, one process each. They outlive the agent as runs do: what is
 * there is taken over by its record, and sends on without a break. No run knows of them.
 */
export function keepRestreams(ports: RestreamPorts): Restreams {
  const table = adoptRestreams(ports)
  let nextAddress = Math.floor(ports.random() * 1e6)
  listen(ports, table)

  function look(): void {
    const wanted = wantedRestreams(ports)
    const now = ports.clock.now()
    for (const [id, { channelId, restream }] of wanted) {
      const entry = table.get(id)
      if (entry) entry.name = restream.name
      else {
        const fresh = { memory: freshRestream(now), channelId, name: restream.name }
        const address = restreamProgressAddress(nextAddress++)
        table.set(id, { ...fresh, address, isStarting: false })
      }
    }
    for (const [id, entry] of table) step(ports, table, id, entry, wanted.get(id) ?? null)
  }

  function observed(): ReadonlyMap<ChannelId, RestreamObservation[]> {
    const { clock } = ports
    const toInstant = (at: number) => new Date(clock.wall() + at - clock.now()).toISOString()
    const seen = new Map<ChannelId, RestreamObservation[]>()
    for (const [id, wanted] of wantedRestreams(ports)) {
      const entry = table.get(id)
      if (entry === undefined) continue
      const observation = restreamObserved(entry.memory, wanted, toInstant)
      seen.set(wanted.channelId, [...(seen.get(wanted.channelId) ?? []), observation])
    }
    return seen
  }

  return { look, observed }
}

function listen(ports: RestreamPorts, table: RestreamTable): void {
  const { clock, progress, say } = ports
  progress.onWord((address, word) => {
    if (word.kind !== 'progress' || word.progress.outTimeSeconds === null) return
    const found = [...table].find(([, entry]) => entry.address === address)
    if (!found) return
    const [id, entry] = found
    const { failing, sent } = entry.memory
    entry.memory = restreamSent(entry.memory, word.progress.outTimeSeconds, clock.now())
    if (sent === null && entry.memory.sent !== null) noteRestream(ports, id, entry, true)
    if (!failing?.isSaid || entry.memory.failing !== null) return
    const lastedSeconds = Math.max(0, Math.round((clock.now() - failing.since) / 1000))
    say({ kind: 'restream-back', channelId: entry.channelId, name: entry.name, lastedSeconds })
  })
}

function step(
  ports: RestreamPorts,
  table: RestreamTable,
  id: RestreamId,
  entry: RestreamEntry,
  wanted: WantedRestream | null,
): void {
  if (entry.isStarting) return
  if (wanted === null && entry.memory.stopping === null && ports.isUnknown(entry.channelId)) return
  judgeEnd(ports, id, entry, wanted)
  learnAudio(entry, wanted)
  const now = ports.clock.now()
  const next = nextRestreamStep(entry.memory, wanted, now)
  if (next.kind === 'start' && wanted) {
    void beginRestream(ports, id, entry, wanted).then((reason) => {
      if (reason !== null) ended(ports, id, entry, reason)
    })
  }
  if (next.kind === 'stop') {
    const silent = reasonOf('network', 'restream-silent', { seconds: SILENT_MS / 1000 })
    const reason = next.reason === 'silent' ? silent : null
    entry.memory = { ...entry.memory, stopping: { signals: 0, signalledAt: now, reason } }
  }
  climb(entry, now)
  if (wanted !== null || entry.memory.process !== null || entry.isStarting) return
  table.delete(id)
  for (const file of [ports.paths.restream(id), ports.paths.restreamLog(id)]) removeFile(file)
}

/** Of what an agent before began, or what began before anything was known: what is sent first is what it has. */
function learnAudio(entry: RestreamEntry, wanted: WantedRestream | null): void {
  const { process } = entry.memory
  if (process === null || process.audio !== null || wanted === null) return
  entry.memory = { ...entry.memory, process: { ...process, audio: wanted.audio } }
}

/** What is seen of its process; a process that is gone has its end told. */
function judgeEnd(
  ports: RestreamPorts,
  id: RestreamId,
  entry: RestreamEntry,
  wanted: WantedRestream | null,
): void {
  const { process, stopping, sent } = entry.memory
  if (process === null) return
  const log = ports.paths.restreamLog(id)
  if (isSameProcess(process.pid, process.startTicks)) {
    keepLogSmall(log)
    return
  }
  if (stopping !== null) {
    ended(ports, id, entry, stopping.reason)
    return
  }
  const tail = process.hasLog ? readTail(log, sizeOf(log), LOG_TAIL_BYTES) : ''
  const isOurs = isOfOrigin(tail, ports.streamsUrl) || wanted?.onAirSince == null
  // Whom it waited for came and went: it waits for the next.
  const isDone = wanted?.listens === true && sent !== null
  ended(ports, id, entry, isOurs || isDone ? null : whyRestreamEnded(tail, sent !== null))
}

function ended(
  { paths, clock, random, say }: RestreamPorts,
  id: RestreamId,
  entry: RestreamEntry,
  reason: Reason | null,
): void {
  removeFile(paths.restream(id))
  entry.memory = restreamEnded(entry.memory, reason, { now: clock.now(), random })
  const { failing } = entry.memory
  if (failing === null || failing.isSaid || failing.attempt < SAID_AFTER) return
  entry.memory = { ...entry.memory, failing: { ...failing, isSaid: true } }
  const { channelId, name } = entry
  say({ kind: 'restream-failing', channelId, name, reason: failing.reason })
}

function climb(entry: RestreamEntry, now: number): void {
  const { process, stopping } = entry.memory
  if (process === null || stopping === null) return
  const { at, signal } = nextLadderStep(stopping)
  if (at > now) return
  signalGroup(process.pid, signal)
  const signals = stopping.signals + 1
  entry.memory = { ...entry.memory, stopping: { ...stopping, signals, signalledAt: now } }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** A stream that is damaged for long says so for long. It is appended to, so it may be emptied. */
function keepLogSmall(file: string): void {
  if (sizeOf(file) <= MOST_LOG_BYTES) return
  try {
    truncateSync(file, 0)
  } catch {
    // A disk that cannot be written does not let it grow either.
  }
}
