import { TICKS } from '../../domain/transport-stream/clock.ts'
import { listedSegments, periodsIn } from './read-manifest.ts'
import type { Stage } from './stage.ts'
import type { DatedCue } from './vtt-cues.ts'

const MANIFEST = '/streams/news/manifest.mpd'

type Asked = Pick<Stage, 'get' | 'base'>

/** What players of DASH read of the first subtitles of a live channel, by when they show it. */
export async function dashCues(stage: Asked): Promise<DatedCue[]> {
  const cues: DatedCue[] = []
  for (const { start, tracks } of periodsIn(await manifestOf(stage))) {
    const track = tracks.find(({ contentType }) => contentType === 'text')
    if (track === undefined) continue
    const init = await bytesAt(stage, track.init)
    if (!init.includes('wvtt')) throw new Error('Its initialisation section is of no WebVTT.')
    const dateOf = (ticks: number) => (start + (ticks - track.offset) / TICKS) * 1000
    for (const address of listedSegments({ tracks }, 'text')) {
      for (const { from, to, text } of samplesIn(await bytesAt(stage, address))) {
        if (text !== null) cues.push({ from: dateOf(from), to: dateOf(to), text })
      }
    }
  }
  return cues
}

/** Sections of breaks that they are told of, by when. */
export async function dashBreaks(stage: Asked): Promise<{ date: number; section: Buffer }[]> {
  const text = await manifestOf(stage)
  const placed = periodsIn(text)
  const periods = text.match(/<Period .*?<\/Period>/gs) ?? []
  return periods.flatMap((period, at) => {
    const { start = Number.NaN } = placed[at] ?? {}
    const events = period.matchAll(/<Event presentationTime="(\d+)".*?Binary>(.*?)<\//gs)
    return [...events].map(([, at, section]) => ({
      date: start * 1000 + Number(at),
      section: Buffer.from(section ?? '', 'base64'),
    }))
  })
}

async function manifestOf(stage: Asked): Promise<string> {
  return (await stage.get(MANIFEST)).text()
}

async function bytesAt(stage: Asked, address: string): Promise<Buffer> {
  const answer = await stage.get(new URL(address, stage.base + MANIFEST).pathname)
  if (answer.status !== 200) throw new Error(`${answer.status} for ${address}`)
  return Buffer.from(await answer.arrayBuffer())
}

/** Samples of a fragment as this product writes them, in ticks; no text where there is nothing to be read. */
function samplesIn(segment: Buffer): { from: number; to: number; text: string | null }[] {
  let from = Number(segment.readBigUInt64BE(segment.indexOf('tfdt') + 8))
  let dataAt = segment.indexOf('mdat') + 4
  const run = segment.indexOf('trun') + 4
  return Array.from({ length: segment.readUInt32BE(run + 4) }, (_, index) => {
    const [duration, size] = [0, 4].map((by) => segment.readUInt32BE(run + 12 + index * 16 + by))
    const data = segment.subarray(dataAt, dataAt + (size ?? 0))
    dataAt += size ?? 0
    const sample = { from, to: from + (duration ?? 0), text: payloadOf(data) }
    from = sample.to
    return sample
  })
}

function payloadOf(sample: Buffer): string | null {
  const at = sample.indexOf('payl')
  return at === -1 ? null : sample.toString('utf8', at + 4, at - 4 + sample.readUInt32BE(at - 4))
}
