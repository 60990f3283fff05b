import { readChild } from './child.ts'
import { type Colour, frameSize, grabFrame, meanColour } from './frames.ts'
import { fetchPlaylist } from './playlist.ts'

export type SegmentSeen = {
  url: string
  width: number
  height: number
  framesPerSecond: number
  /** In the middle of the picture. */
  colour: Colour
  /** Of its only tone, to a few hertz; 0 where nothing is heard. */
  hertz: number
}

/** What viewers get in the newest segment that is published. */
export async function newestSegment(playbackUrl: string): Promise<SegmentSeen> {
  const url = (await fetchPlaylist(playbackUrl)).segments.at(-1)?.url
  if (url === undefined) throw new Error(`No segment in ${playbackUrl}`)
  const [frame, { width, height }, framesPerSecond, hertz] = await Promise.all([
    grabFrame(url),
    frameSize(url),
    rateOf(url),
    toneOf(url),
  ])
  const colour = meanColour(frame, { x: 0.48, y: 0.48, width: 0.04, height: 0.04 })
  return { url, width, height, framesPerSecond, colour, hertz }
}

/** The tone of the newest segment that a playlist lists, in hertz; 0 where nothing is heard. */
export async function newestTone(playlistUrl: string): Promise<number> {
  const url = (await fetchPlaylist(playlistUrl)).segments.at(-1)?.url
  return url === undefined ? 0 : toneOf(url)
}

/** Frames by their number, in the time from the first to the last. */
async function rateOf(url: string): Promise<number> {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time']
  const text = await readChild('ffprobe', [...args, '-of', 'csv=p=0', url])
  const times = text.toString().split('\n').map(Number.parseFloat).filter(Number.isFinite)
  const lasted = Math.max(...times) - Math.min(...times)
  return Math.round((times.length - 1) / lasted)
}

const RATE = 48_000

/** By its zero crossings. */
async function toneOf(url: string): Promise<number> {
  const args = [
    '-nostdin',
    '-v',
    'error',
    '-i',
    url,
    '-map',
    '0:a:0?',
    '-ac',
    '1',
    '-ar',
    String(RATE),
  ]
  const samples = await readChild('ffmpeg', [...args, '-f', 's16le', 'pipe:1']).catch(() => null)
  if (samples === null || samples.length < RATE) return 0
  let crossings = 0
  let loudest = 0
  for (let at = 2; at + 1 < samples.length; at += 2) {
    const [before, now] = [samples.readInt16LE(at - 2), samples.readInt16LE(at)]
    if (before < 0 && now >= 0) crossings++
    loudest = Math.max(loudest, Math.abs(now))
  }
  return loudest < 200 ? 0 : (crossings * RATE) / (samples.length / 2)
}
