import type { ChannelId, ChannelSpec } from '@cashbacktv/contract'
import type { Run } from '../domain/reconcile/world.ts'
import { type AudioSent, nextAudioSent } from '../domain/restreams/audio-sent.ts'
import type { Clock } from '../ports.ts'

type Table = {
  entries(): Iterable<{
    run: Pick<Run, 'channelId' | 'firstSegmentAt' | 'startedAt'>
    handle: { sight: { facts: Facts | null; planned: Facts | null; withoutAudio: boolean } } | null
  }>
}
type Facts = { audio: { codec: string; sampleRate: number } | null }

/** Segments that who sends is behind what is on air, and one for how long a look takes. */
const BEHIND = 4

/** How the audio that is sent of a channel is coded. To be asked every second. */
export function followAudioSent(
  clock: Clock,
  table: Table,
  specs: () => readonly ChannelSpec[],
): (id: ChannelId) => string | null {
  const known = new Map<ChannelId, AudioSent | null>()
  return (id) => {
    const seconds = specs().find((spec) => spec.id === id)?.hls.segmentSeconds ?? 2
    const times = { now: clock.now(), behindMs: seconds * BEHIND * 1000 }
    const sent = nextAudioSent(known.get(id) ?? null, codecOnAir(table, id), times)
    known.set(id, sent)
    return sent?.codec ?? null
  }
}

/** Null while no run is on air of which that is known. */
function codecOnAir(table: Table, id: ChannelId): string | null {
  const onAir = [...table.entries()].filter(({ run, handle }) => {
    return run.channelId === id && run.firstSegmentAt !== null && handle !== null
  })
  const [newest] = onAir.toSorted((a, b) => b.run.startedAt - a.run.startedAt)
  const sight = newest?.handle?.sight
  const facts = sight?.facts ?? sight?.planned ?? null
  if (sight === undefined || facts === null) return null
  return kindOf(sight.withoutAudio ? null : facts.audio)
}

/** Measured with FFmpeg 5.1: AAC of another rate is followed without a gap, MPEG audio loses half a second and more. */
function kindOf(audio: Facts['audio']): string {
  if (audio === null) return 'none'
  return audio.codec === 'aac' ? audio.codec : `${audio.codec} ${audio.sampleRate}`
}
