import {
  type AirFile,
  type ChannelSpec,
  type HostSettings,
  hasAudioVariant,
} from '@cashbacktv/contract'
import { wantedAudio } from '../plan-ffmpeg/further-audio.ts'
import { wantedSubtitles } from '../plan-ffmpeg/subtitle-tracks.ts'
import type { ChannelMemory, Run } from '../reconcile/world.ts'

/** A run that is over stays listed so long that the origin has published what it completed. */
export const ENDED_KEPT_MS = 180_000
const MAX_LISTED = 12

/** What the origin is told of a channel: which runs are to be published, in order. */
export function airFile(
  spec: ChannelSpec,
  wanted: boolean,
  memory: ChannelMemory,
  runs: readonly Run[],
  settings: HostSettings,
): AirFile {
  const ended = memory.ended.map((run) => ({ runId: run.runId, ended: true }))
  const current = runs
    .filter((run) => run.over === null && run.pid !== null && isForAir(run))
    .sort((a, b) => a.startedAt - b.startedAt)
    .map((run) => ({ runId: run.runId, ended: false }))
  return {
    channelId: spec.id,
    slug: spec.slug,
    name: spec.name,
    onAir: wanted,
    hls: spec.hls,
    slate: spec.slate,
    reserveSegments: settings.reserveSegments,
    dvrWindowSeconds: spec.dvr.windowSeconds,
    dvrBudgetBytes: spec.dvr.budgetBytes,
    cues: spec.cues,
    audio: audioOnAir(spec),
    playback: spec.playback,
    runs: wanted ? [...ended, ...current].slice(-MAX_LISTED) : [],
  }
}

/** What the main audio speaks is known of the track that is chosen, where nobody says it. */
function audioOnAir({ output, sources }: ChannelSpec): AirFile['audio'] {
  const language = output.audio?.language ?? sources[0]?.audioTrack?.language ?? null
  // How loud one is put out is no concern of players.
  const said = wantedAudio(output).map(({ name, label, track }) => ({ name, label, track }))
  const subtitles = wantedSubtitles(output).map(({ name, label, language: told, track }) => {
    return { name, label, language: told ?? track.language ?? null }
  })
  return {
    language,
    renditions: said,
    ...(hasAudioVariant(output) ? { asVariant: true } : {}),
    ...(subtitles.length === 0 ? {} : { subtitles }),
  }
}

/** A run that was given up before it brought anything must not be waited for. */
function isForAir(run: Run): boolean {
  return run.stopping === null || run.firstSegmentAt !== null
}
