import { createHash } from 'node:crypto'
import {
  type AudioSettings,
  type ChannelSpec,
  hasAudioVariant,
  hasChoice,
  type Layer,
  readingOf,
  type Source,
} from '@cashbacktv/contract'
import { wantedSubtitles } from './subtitle-tracks.ts'

/**
 * The operator's wish as far as FFmpeg sees it, as a hash. Same fingerprint: the process is left
 * alone. What was learned about the source or the host is not in it, so that learning restarts nothing.
 */
export function fingerprint(spec: ChannelSpec, source: Source): string {
  const { output } = spec
  const seen =
    output.mode === 'copy'
      ? { mode: output.mode, audio: output.audio && audioOf(output.audio) }
      : {
          mode: output.mode,
          encoding: output.encoding,
          renditions: output.renditions,
          audio: audioOf(output.audio),
          // Left out by default, so that what runs since before there was a choice runs on.
          deinterlace: output.deinterlace === 'field' ? 'field' : undefined,
          // Which of both it is on now is not: that changes with what is free.
          encoder: (output.encoder ?? 'cpu') === 'cpu' ? undefined : output.encoder,
          codec: (output.codec ?? 'h264') === 'h264' ? undefined : output.codec,
          logo: spec.logo && { ...spec.logo, assetId: undefined },
          // Those that are shown now; nothing where there is none, so that what runs runs on.
          layers: spec.layers.length === 0 ? undefined : spec.layers.map(seenOf),
        }
  const wish = {
    form: 1,
    url: source.url,
    // Nothing while none of it is set, so that a newer agent replaces no run.
    ...readingOf(source),
    segmentSeconds: spec.hls.segmentSeconds,
    // Everyone knows the folder of a run from the playlists of before.
    guarded: spec.playback === null ? undefined : true,
    cues: spec.cues === 'off' ? undefined : true,
    subtitles: subtitlesOf(wantedSubtitles(output)),
    // Of what is a ladder anyway its audio is put out as it is said to be.
    apart: hasAudioVariant(output) && !hasChoice(output) ? true : undefined,
    ...seen,
  }
  return createHash('sha256').update(canonical(wish)).digest('hex').slice(0, 40)
}

/** A picture is known by its hash. */
function seenOf(layer: Layer): unknown {
  return layer.kind === 'logo' ? { ...layer, assetId: undefined } : layer
}

/** What is only said of it restarts nothing; nor does an agent that is the first to know of several. */
function audioOf({ mode, bitrateKbps, renditions, targetLufs, ...main }: AudioSettings): unknown {
  const further = renditions.map(({ name, track, ...one }) => ({ name, track, ...heardOf(one) }))
  return {
    mode,
    bitrateKbps,
    ...heardOf(main),
    targetLufs: targetLufs ?? undefined,
    further: further.length === 0 ? undefined : further,
  }
}

/** What is only said of them restarts nothing. */
function subtitlesOf(wanted: ReturnType<typeof wantedSubtitles>): unknown {
  return wanted.length === 0 ? undefined : wanted.map(({ name, track }) => ({ name, track }))
}

/** Nothing where it is heard as it comes. */
function heardOf({ levelDb, mix }: Pick<AudioSettings, 'levelDb' | 'mix'>): object {
  return { levelDb: levelDb || undefined, mix: mix === 'stereo' ? undefined : mix }
}

/** JSON with sorted keys: the order in which a peer sends fields means nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
