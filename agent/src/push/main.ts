import { setTimeout as wait } from 'node:timers/promises'
import { uploadPlace } from '@cashbacktv/contract/upload-place'
import { readHlsPush } from '../domain/hls-push/plan-hls-push.ts'
import { sayingOf } from '../domain/hls-push/upload-failure.ts'
import { openHttpClient } from './http-client.ts'
import { openChannelPusher } from './push-channel.ts'
import { openOriginReader } from './read-origin.ts'
import { openProgress } from './tell-progress.ts'
import { NotTaken, openUploader } from './uploader.ts'

/** Between looks at the playlist of the origin, which is on this machine. */
const LOOK_MS = 500
/** An origin that is started anew is back long before; one that is not is gone, and so is who would end this. */
const MOST_AWAY_MS = 20_000

/**
 * Pushes one channel to one destination until a file is not taken or the origin is gone, which it says on its stderr. Then the
 * agent starts it again. It remembers nothing: what is listed at the origin is uploaded again under the
 * same names.
 */
try {
  const push = readHlsPush(process.argv)
  const place = uploadPlace(push.url)
  if (place === null) throw new Error('The address names no playlist')
  const client = openHttpClient()
  const tell = await openProgress(push.progressUrl)
  let seconds = 0
  const ports = {
    origin: openOriginReader(client, push.agent),
    uploader: openUploader(place, push.method, client),
    deletesOld: push.deletesOld,
    onTaken(taken: number) {
      seconds += taken
      tell(seconds)
    },
  }
  const pusher = openChannelPusher(ports, push.playlist, place.playlist)
  let seenAt = performance.now()
  for (;;) {
    if (await pusher.look()) seenAt = performance.now()
    // The agent reads of its address that the far side is not at fault.
    if (performance.now() - seenAt > MOST_AWAY_MS) throw new Error(`${push.playlist} is away`)
    await wait(LOOK_MS)
  }
} catch (error) {
  const why = error instanceof NotTaken ? sayingOf(error.failure) : String(error)
  process.stderr.write(`[push] [error] ${why}\n`)
  process.exit(1)
}
