import { since, TICKS } from '../../domain/transport-stream/clock.ts'

/** When text is seen, in milliseconds since 1970. */
export type DatedCue = { from: number; to: number; text: string }

/** The cues of a segment, by the date of its slot and the timestamp of the first picture in it. */
export function cuesIn(vtt: string, slot: { date: number; first: number }): DatedCue[] {
  if (!vtt.startsWith('WEBVTT\n')) throw new Error(`It is no WebVTT: ${vtt.slice(0, 20)}`)
  const map = Number(/^X-TIMESTAMP-MAP=MPEGTS:(\d+),LOCAL:00:00:00\.000$/m.exec(vtt)?.[1])
  const origin = slot.date + (since(slot.first, map) / TICKS) * 1000
  return [...vtt.matchAll(/^(\d\S+) --> (\S+).*\n((?:.+\n)+)/gm)].map(([, from, to, text]) => ({
    from: origin + timeOf(from),
    to: origin + timeOf(to),
    text: (text ?? '').trim(),
  }))
}

function timeOf(text = ''): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
  return (hours * 3600 + minutes * 60 + seconds) * 1000
}
