import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type AirObservation, LOOPBACK, proxiesIn } from '@cashbacktv/contract'
import { makeFolder } from '@cashbacktv/contract/make-folder'
import { keepChannels } from './channel/keep-channels.ts'
import { steadyNow } from './clock.ts'
import { NOTHING_SAID } from './domain/ladder/audio-media.ts'
import { openArchives } from './dvr/archives.ts'
import { openDvrDisk } from './dvr/dvr-disk.ts'
import type { OriginLog } from './ports.ts'
import { followRecordings } from './recordings/follow-recordings.ts'
import { keepRecordings } from './recordings/keep-recordings.ts'
import { sendRecordings } from './recordings/send-recording.ts'
import { createThumbnails } from './serve/thumbnail.ts'
import { serveStreams } from './serve-streams.ts'
import { keepSlateClips } from './slate/slate-clips.ts'
import { openStatusFile } from './status-file.ts'
import { openLetterReader } from './subtitles/read-letters.ts'
import { readUsedNumbers } from './used-numbers.ts'
import { countSegmentLog, type SegmentLogCount } from './viewers/count-segment-log.ts'
import { addressesBehind, nameClients } from './viewers/name-clients.ts'

export type OriginOptions = {
  /** Folder of the channels, on a RAM disk. */
  mediaDir: string
  /** Folder of what is kept of channels for later, on a disk that outlives the machine. */
  dvrDir: string
  log: OriginLog
  /** Milliseconds since 1970, as the host has it now; its own clock where none is said. */
  wall?: () => number
  /** Networks of proxies whose `X-Forwarded-For` is believed, besides those on this machine. */
  trustedProxies?: readonly string[]
}

export type Origin = {
  /** Answers requests below `/streams/`; false for any other. */
  handle(req: IncomingMessage, res: ServerResponse): boolean
  /** What viewers get of every channel. */
  observe(): AirObservation[]
  /** Counts what nginx serves of it by itself. */
  segmentLog: SegmentLogCount
  /** Publishes no more at once; resolves when nothing that it started runs any more. */
  close(): Promise<void>
}

const FOLDERS_EVERY_MS = 400
const STATUS_EVERY_MS = 1000
const PRUNE_EVERY_MS = 600_000
const RELIEF_EVERY_MS = 10_000
/**
 * Channels that are due close to each other are stepped together: waking up costs more than a step.
 * A publication is that much late at most, which no player notices; a start that is waited for is not.
 */
const LEAST_REST_MS = 200
const HURRIED_REST_MS = 50

/**
 * Publishes every channel of the media folder, by one timer. The only one that writes playlists
 * and deletes segments; a second origin on the folder must not run.
 */
export function startOrigin({
  mediaDir,
  dvrDir,
  log,
  wall = () => Date.now(),
  trustedProxies: networks = [],
}: OriginOptions): Origin {
  makeFolder(mediaDir)
  const clips = keepSlateClips(mediaDir, log)
  const letters = openLetterReader(log)
  const statusFile = join(mediaDir, 'origin-status.json')
  const disk = openDvrDisk(dvrDir, log)
  const used = readUsedNumbers(statusFile)
  const followed = followRecordings(mediaDir, dvrDir, log)
  const archives = openArchives({ mediaDir, dvrDir, disk, pinned: followed.spansOf, log })
  const channels = keepChannels({ mediaDir, clips, letters, used, archives, disk, wall, log })
  const audioOf = (channelId: string) => channels.byId(channelId)?.audio() ?? NOTHING_SAID
  const recordings = keepRecordings({
    followed,
    archives,
    disk,
    audioOf,
    log,
    isOnAir: (channelId) => channels.byId(channelId)?.isOnAir() ?? false,
    isOpen: (channelId) => channels.byId(channelId) !== undefined,
  })
  const writeStatus = openStatusFile(statusFile, log)
  let timer: NodeJS.Timeout | undefined
  const folders = every(FOLDERS_EVERY_MS, (now) => channels.openNew(now))
  const status = every(STATUS_EVERY_MS, (now) => {
    channels.indexSlugs()
    recordings.look()
    const [recorded, dvrDisk] = [recordings.observe(), disk.observe()]
    writeStatus(channels.observe(now), {
      ...(recorded.length === 0 ? {} : { recordings: recorded }),
      ...(dvrDisk === null ? {} : { dvrDisk }),
    })
  })
  const relief = every(RELIEF_EVERY_MS, () => disk.relieve(archives.all()))
  const pruning = every(PRUNE_EVERY_MS, () => clips.prune(), steadyNow() + PRUNE_EVERY_MS)

  function tick(): void {
    const now = steadyNow()
    folders.look(now)
    channels.step(now)
    for (const { look } of [status, relief, pruning]) look(now)
    const { at, isHurried } = channels.due()
    const rest = isHurried ? HURRIED_REST_MS : LEAST_REST_MS
    const next = Math.min(at, folders.at(), status.at())
    timer = setTimeout(tick, Math.max(rest, next - steadyNow()))
  }

  tick()
  const addressOf = addressesBehind(proxiesIn([...LOOPBACK, ...networks]))
  const clientOf = nameClients(addressOf)
  return {
    handle: serveStreams({
      mediaDir,
      dvrDir,
      find: channels.bySlug,
      byId: channels.byId,
      thumbnails: createThumbnails(mediaDir),
      clientOf,
      addressOf,
      sendRecording: sendRecordings({
        followed,
        archives,
        folderOf: disk.folderOf,
        audioOf,
        sealOf: (channelId) => channels.byId(channelId)?.recordingSeal() ?? null,
      }),
    }),
    segmentLog: countSegmentLog(channels.byId, clientOf),
    observe: () => [...channels.observe(steadyNow()).values()],
    async close() {
      clearTimeout(timer)
      await Promise.all([letters.close(), clips.close(), recordings.close(), archives.settled()])
    },
  }
}

/** What is done every so often, by the steady clock, when it is looked at. */
function every(ms: number, act: (now: number) => void, first = 0) {
  let at = first
  return {
    /** When it is next. */
    at: () => at,
    look(now: number): void {
      if (now < at) return
      at = now + ms
      act(now)
    },
  }
}
