import { statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RecordingSpec } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { answer } from '../answer.ts'
import { renderDvr } from '../domain/dvr/dvr-playlist.ts'
import { type DvrRange, rangeQuery, readRange } from '../domain/dvr/dvr-range.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { namedPlaylist } from '../domain/ladder/named-playlist.ts'
import type { Seal } from '../domain/playback/seal.ts'
import { exportable } from '../domain/recordings/export-plan.ts'
import { isComplete, recorded, renumbered, spanOf } from '../domain/recordings/recorded-slots.ts'
import type { RecordingPath } from '../domain/stream-path.ts'
import { MOST_LISTED_HOURS } from '../dvr/archive.ts'
import type { Archives } from '../dvr/archives.ts'
import { pastMultivariant } from '../dvr/past-multivariant.ts'
import { readShapes } from '../read-shapes.ts'
import type { SegmentCache } from '../segment-cache.ts'
import { sendFile } from '../send-file.ts'
import type { FollowedRecordings } from './follow-recordings.ts'
import { recordingFolder } from './recording-folder.ts'

export type RecordingsServed = {
  followed: Pick<FollowedRecordings, 'find'>
  archives: Archives
  folderOf(channelId: string): string
  /** Of a channel that not everyone may watch. */
  sealOf(channelId: string): Seal | null
}

/** From `/streams/_/<channelId>/recordings/<key>/`. */
const TO_STREAMS = '../../../../'
const MOST_TEXTS_BYTES = 16 * 1024 * 1024

export type SendRecording = (
  req: IncomingMessage,
  res: ServerResponse,
  path: RecordingPath,
  cache: SegmentCache,
) => void

/** Answers for recordings: to whoever has the key of one. Nothing of it may be kept between here and there. */
export function sendRecordings({
  followed,
  archives,
  folderOf,
  sealOf,
}: RecordingsServed): SendRecording {
  const texts = new LRUCache<string, string>({
    maxSize: MOST_TEXTS_BYTES,
    sizeCalculation: (text) => text.length + 1,
  })

  function slotsOf(spec: RecordingSpec, range: DvrRange | null, now: number): DvrSlot[] | null {
    const { from, to } = spanOf(spec, now)
    const span = { from: Math.max(from, range?.from ?? from), to: Math.min(to, range?.to ?? to) }
    const archive = archives.of(spec.channelId)
    const hours = archive.hoursOf(span)
    if (hours.length > MOST_LISTED_HOURS) return null
    return hours.flatMap((hour) => recorded(archive.ofHour(hour), span))
  }

  function textOf(
    spec: RecordingSpec,
    name: string,
    query: string,
    kept: readonly DvrSlot[],
    now: number,
  ) {
    const isOver = isComplete(spec, now) || /(^|&)end=/.test(query)
    const isSliding = spec.rollingSeconds !== null && !isOver
    const slots = exportable(isSliding ? kept : renumbered(kept))
    const asked = namedPlaylist(name, slots)
    if (asked.kind === 'unknown') return ''
    if (asked.kind === 'multivariant') {
      return pastMultivariant(readShapes(folderOf(spec.channelId)), slots, query)
    }
    return renderDvr({
      ...{ slots, live: null, channelId: spec.channelId, rendition: asked.rendition, now },
      seal: sealOf(spec.channelId),
      ...{ toStreams: TO_STREAMS, range: { from: 0, to: isOver ? now : null, skips: false } },
    })
  }

  function sendPlaylist(
    req: IncomingMessage,
    res: ServerResponse,
    spec: RecordingSpec,
    name: string,
  ) {
    const query = new URL(req.url ?? '/', 'http://localhost').searchParams
    const now = Date.now()
    const range = readRange(query, now)
    if (range === 'wrong') {
      answer(res, 400, 'Ask for start=<instant> and end=<instant>.')
      return
    }
    const slots = slotsOf(spec, range === 'live' ? null : range, now)
    if (slots === null) {
      answer(res, 400, 'Ask for six hours at most at a time, by start=<instant> and end=<instant>.')
      return
    }
    const asked = rangeQuery(query)
    const edges = [slots[0]?.number, slots.at(-1)?.number, slots.length, isComplete(spec, now)]
    const sealed = sealOf(spec.channelId)?.id ?? ''
    const key = [spec.key, name, asked, sealed, ...edges].join(' ')
    const text = texts.get(key) ?? textOf(spec, name, asked, slots, now)
    if (text === '') {
      answer(res, 404, 'Nothing is kept of this recording.')
      return
    }
    texts.set(key, text)
    res.writeHead(200, {
      'content-type': 'application/vnd.apple.mpegurl',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'private, no-cache',
    })
    res.end(req.method === 'HEAD' ? undefined : text)
  }

  return (req, res, { channelId, key, playlist }, cache) => {
    const spec = followed.find(channelId, key)
    if (spec === undefined) answer(res, 404, 'There is no such recording.')
    else if (playlist !== null) sendPlaylist(req, res, spec, playlist)
    else sendMovie(req, res, recordingFolder(folderOf(channelId), spec).file, spec, cache)
  }
}

function sendMovie(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  { from }: RecordingSpec,
  cache: SegmentCache,
): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    answer(res, 404, 'There is no file of this recording.')
    return
  }
  const name = `recording-${from.slice(0, 19).replace(/\D/g, '')}.mp4`
  res.setHeader('content-disposition', `attachment; filename="${name}"`)
  void sendFile(req, res, {
    path,
    type: 'video/mp4',
    cache,
    isPrivate: true,
    onSent: () => undefined,
  })
}
