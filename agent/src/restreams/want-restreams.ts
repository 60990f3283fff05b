import { createHash } from 'node:crypto'
import {
  type ChannelSpec,
  isUpload,
  parseRestreamUrl,
  type Restream,
  type RestreamId,
} from '@cashbacktv/contract'
import { encodesAudio } from '../domain/restreams/plan-restream.ts'
import { restreamAgent } from '../domain/restreams/restream-agent.ts'
import type { WantedRestream } from '../domain/restreams/restream-memory.ts'
import type { RestreamPorts } from './restream-ports.ts'

/** Every destination that is switched on of a channel that is to be on air. */
export function wantedRestreams(ports: RestreamPorts): Map<RestreamId, WantedRestream> {
  const all = ports.specs().flatMap((spec) => {
    return spec.restreams.flatMap((restream) => wantedOf(ports, spec, restream) ?? [])
  })
  return new Map(all.map((wanted) => [wanted.restream.id, wanted]))
}

/** Null where it is switched off. */
function wantedOf(
  ports: RestreamPorts,
  { id: channelId, slug, playback, output }: ChannelSpec,
  restream: Restream,
): WantedRestream | null {
  const parsed = parseRestreamUrl(restream.url)
  if (!restream.isOn || !parsed.ok) return null
  const isPushed = isUpload(parsed.scheme)
  const agent = restreamAgent(playback?.key ?? null)
  const playlist = `${ports.streamsUrl}/streams/${slug}/index.m3u8`
  const hasAnyAudio = output.mode === 'copy' && output.audio === undefined
  const seen = JSON.stringify([
    ...[restream.url, restream.muxrateKbps, playlist],
    ...(playback === null ? [] : [agent]),
    ...(encodesAudio({ restream, hasAnyAudio }) ? ['aac'] : []),
    ...(isPushed ? [restream.uploadMethod, restream.deletesOld] : []),
  ])
  return {
    restream,
    channelId,
    playlist,
    agent,
    hasAnyAudio,
    audio: hasAnyAudio && !isPushed ? ports.audioSent(channelId) : null,
    key: createHash('sha256').update(seen).digest('hex').slice(0, 40),
    listens: parsed.listens,
    onAirSince: ports.onAirSince(channelId),
  }
}
