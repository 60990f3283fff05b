import { lstatSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AudioOnAir, RecordingSpec } from '@cashbacktv/contract'
import { recordingFolder } from '../../files/recording-folder.ts'
import { answer } from '../answer.ts'
import { rangeQuery, readRange } from '../domain/dvr/dvr-range.ts'
import { LEADING_ON } from '../domain/ladder/named-playlist.ts'
import type { Seal } from '../domain/playback/seal.ts'
import { listForm } from '../domain/recordings/recorded-slots.ts'
import type { PlaylistName, RecordingPath } from '../domain/stream-path.ts'
import type { Archives } from '../dvr/archives.ts'
import { takeTurns } from '../serve/in-turn.ts'
import { keepMade } from '../serve/keep-made.ts'
import type { SegmentCache } from '../serve/segment-cache.ts'
import { sendFile } from '../serve/send-file.ts'
import { giveUp, playlistType } from '../serve/send-playlist.ts'
import type { FollowedRecordings } from './follow-recordings.ts'
import { recordedSlots, recordingPlaylist } from './recording-playlist.ts'

export type RecordingsServed = {
  followed: Pick<FollowedRecordings, 'find'>
  archives: Archives
  folderOf(channelId: string): string
  /** Of a channel that not everyone may watch. */
  sealOf(channelId: string): Seal | null
  /** What players are told of its audio. */
  audioOf(channelId: string): AudioOnAir
}

const MOST_TEXTS_BYTES = 16 * 1024 * 1024
/** As of playlists of the past. */
const MOST_WAITING = 50

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
  audioOf,
}: RecordingsServed): SendRecording {
  const texts = keepMade<string>(takeTurns({ urgent: 0, patient: MOST_WAITING }).patient, {
    mostBytes: MOST_TEXTS_BYTES,
    sizeOf: (text, key) => text.length + key.length,
  })

  async function sendPlaylist(
    req: IncomingMessage,
    res: ServerResponse,
    spec: RecordingSpec,
    { name, format }: PlaylistName,
  ): Promise<void> {
    const query = new URL(req.url ?? '/', 'http://localhost').searchParams
    const now = Date.now()
    const read = readRange(query, now)
    if (read === 'wrong') {
      answer(res, 400, 'Ask for start=<instant> and end=<instant>.')
      return
    }
    const range = read === 'live' ? null : read
    const slots = await recordedSlots(archives, spec, range, now)
    if (slots === null) {
      answer(res, 400, 'Ask for six hours at most at a time, by start=<instant> and end=<instant>.')
      return
    }
    const asked = rangeQuery(query)
    const form = listForm(spec, { range, isWindow: query.has('window') }, now)
    const edges = [slots[0]?.number, slots.at(-1)?.number, slots.length, form]
    const seal = sealOf(spec.channelId)
    const [folder, audio] = [folderOf(spec.channelId), audioOf(spec.channelId)]
    const said = LEADING_ON.includes(name) ? JSON.stringify(audio) : ''
    const key = [spec.key, format, name, asked, seal?.id, ...edges, said].join(' ')
    const text = await texts(key, async () =>
      recordingPlaylist({
        spec,
        name,
        format,
        query: asked,
        form,
        slots,
        folder,
        seal,
        audio,
        now,
      }),
    )
    sendText(req, res, text, playlistType(format))
  }

  return (req, res, { channelId, key, playlist }, cache) => {
    const spec = followed.find(channelId, key)
    if (spec === undefined) answer(res, 404, 'There is no such recording.')
    else if (playlist !== null)
      sendPlaylist(req, res, spec, playlist).catch((error: unknown) => giveUp(res, error))
    else sendMovie(req, res, recordingFolder(folderOf(channelId), spec).file, spec, cache)
  }
}

function sendText(req: IncomingMessage, res: ServerResponse, text: string, type: string): void {
  if (text === '') {
    answer(res, 404, 'Nothing is kept of this recording.')
    return
  }
  res.writeHead(200, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'private, no-cache',
  })
  res.end(req.method === 'HEAD' ? undefined : text)
}

function sendMovie(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  { from }: RecordingSpec,
  cache: SegmentCache,
): void {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) {
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
