import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { answer } from '../answer.ts'
import type { OriginChannel } from '../channel/channel.ts'
import { steadyNow, upMs } from '../clock.ts'
import { packagedForm } from '../cmaf/package-segment.ts'
import { sendInit } from '../cmaf/send-init.ts'
import { packagedOf } from '../domain/cmaf/packaged-path.ts'
import { isOpenWhileEncrypted, type Sealed } from '../domain/playback/seal.ts'
import { encryptedSize, type SegmentCipher } from '../domain/playback/segment-cipher.ts'
import {
  type PastPath,
  pastPath,
  type SealedPath,
  type SegmentPath,
  segmentPath,
} from '../domain/stream-path.ts'
import { encryptSegment } from '../playback/encrypt-segment.ts'
import { openSealed, openStem } from '../playback/sealed-path.ts'
import { askerOf, isViewer, type NameClient } from '../viewers/name-clients.ts'
import { playerOf } from '../viewers/player-of.ts'
import { type InTurn, takeTurns } from './in-turn.ts'
import type { SegmentCache, SegmentForm } from './segment-cache.ts'
import { sendFile } from './send-file.ts'

export type MediaOptions = {
  mediaDir: string
  dvrDir: string
  byId(channelId: string): OriginChannel | undefined
  clientOf: NameClient
  cache: SegmentCache
}

/** A segment that is on air, or was a moment ago. */
export function sendSegment(
  options: MediaOptions,
  { channelId, runId, file }: SegmentPath,
  req: IncomingMessage,
  res: ServerResponse,
  encryption: SegmentForm | null = null,
): void {
  const path = `${runId}/${file}`
  const media = { channelId, path, below: join(options.mediaDir, channelId, 'runs'), said: path }
  // The same rule as for segments that nginx serves.
  const inTurn = packaging.urgent
  sendMedia(options, { ...media, encryption, isViewer: isViewer(req), inTurn }, req, res)
}

/** A segment that is kept. */
export function sendPast(
  options: MediaOptions,
  { channelId, file }: PastPath,
  req: IncomingMessage,
  res: ServerResponse,
  encryption: SegmentForm | null = null,
): void {
  const media = { channelId, path: file, below: join(options.dvrDir, channelId) }
  const inTurn = packaging.patient
  sendMedia(
    options,
    { ...media, said: `dvr/${file}`, encryption, isViewer: true, inTurn },
    req,
    res,
  )
}

export function sendSealed(
  options: MediaOptions,
  { channelId, name, file }: SealedPath,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const guard = options.byId(channelId)?.guard() ?? null
  const opened = guard && openAddress(guard.key, name, file)
  const whole = `/streams/_/${channelId}/${opened?.path}`
  const [segment, past] = [segmentPath(whole), pastPath(whole)]
  const isOver = guard?.encrypted && opened && !isOpenWhileEncrypted(opened, segment !== null)
  const encryption = guard && opened?.cipher ? encryptionOf(guard.key, opened.cipher) : null
  if (segment !== null && !isOver) sendSegment(options, segment, req, res, encryption)
  else if (past !== null && !isOver) sendPast(options, past, req, res, encryption)
  else answer(res, 404, 'There is no such segment, or not any more.')
}

function openAddress(key: string, name: string, file: string | null): Sealed | null {
  const now = Date.now()
  return file === null
    ? openSealed(key, name, now)
    : openStem(key, { text: name, name: file, now, upMs: upMs() })
}

export function notePlayer(
  channel: OriginChannel | undefined,
  req: IncomingMessage,
  path: string,
): void {
  const player = channel === undefined ? null : playerOf(req)
  if (player !== null) channel?.player(player, steadyNow(), path)
}

type Media = {
  channelId: string
  /** Below a folder. */
  path: string
  below: string
  /** What it is called in what players say of themselves. */
  said: string
  isViewer: boolean
  encryption: SegmentForm | null
  /** For what is packaged. */
  inTurn: InTurn
}

/** What is live is asked for by many at a time when an origin begins; of the past anybody can ask for thousands. */
const packaging = takeTurns({ urgent: 500, patient: 50 })

function sendMedia(
  { cache, byId, clientOf }: MediaOptions,
  { channelId, path, below, said, isViewer: isSeen, encryption, inTurn }: Media,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const channel = byId(channelId)
  notePlayer(channel, req, said)
  const packaged = packagedOf(path)
  const type = packaged?.kind === 'text' ? TEXT_TYPE : typeOf(path)
  if (packaged?.of === 'init') {
    sendInit(req, res, below, packaged, type)
    return
  }
  const source = packaged?.source ?? path
  const onSent = (bytes: number) => {
    if (isSeen) channel?.viewer(clientOf(askerOf(req)), steadyNow(), { bySegment: true })
    channel?.sent(bytes)
  }
  const form =
    packaged === null ? encryption : { ...packagedForm(below, source, packaged.kind), inTurn }
  void sendFile(req, res, { path: join(below, source), type, cache, onSent, form })
}

function encryptionOf(key: string, cipher: SegmentCipher): SegmentForm {
  const name = `${key} ${cipher.keyNumber} ${cipher.mediaSequence}`
  const make = (bytes: Buffer) => encryptSegment(bytes, key, cipher)
  return { name, sizeOf: encryptedSize, make }
}

const TYPES: Readonly<Record<string, string>> = {
  vtt: 'text/vtt; charset=utf-8',
  aac: 'audio/aac',
  ts: 'video/mp2t',
  mp4: 'video/mp4',
  m4a: 'audio/mp4',
}

/** Of what is neither picture nor audio (RFC 4337). */
const TEXT_TYPE = 'application/mp4'

function typeOf(file: string): string {
  return TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}
