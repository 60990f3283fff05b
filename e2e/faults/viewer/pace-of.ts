import { setTimeout as delay } from 'node:timers/promises'
import { fetchPlaylist } from '../../stack/playlist.ts'

/** Its segments that are watched, of two seconds each: late ones among fewer would decide. */
const WATCHED = 18

/** Seconds of media that come in a second: by all of the segments that come, as each may be a bit late. */
export async function paceOf(url: string): Promise<number> {
  const came: { at: number; media: number }[] = []
  let [media, newest] = [0, -1]
  while (came.length < WATCHED) {
    const { mediaSequence, segments } = await fetchPlaylist(url)
    const fresh = segments.filter((_, at) => newest >= 0 && mediaSequence + at > newest)
    media += fresh.reduce((sum, { seconds }) => sum + seconds, 0)
    if (fresh.length > 0) came.push({ at: performance.now() / 1000, media })
    newest = mediaSequence + segments.length - 1
    await delay(100)
  }
  return slopeOf(came)
}

/** Of the line nearest to all. */
function slopeOf(points: readonly { at: number; media: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [at, media] = [mean(points.map((one) => one.at)), mean(points.map((one) => one.media))]
  const along = mean(points.map((one) => (one.at - at) ** 2))
  return mean(points.map((one) => (one.at - at) * (one.media - media))) / along
}
