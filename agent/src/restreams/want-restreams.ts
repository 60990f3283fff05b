import { createHash } from 'node:crypto'
import { isUpload, parseRestreamUrl, type RestreamId } from '@cashbacktv/contract'
import { restreamAgent } from '../domain/restreams/restream-agent.ts'
import type { WantedRestream } from '../domain/restreams/restream-memory.ts'
import type { RestreamPorts } from './restream-ports.ts'

/** Every destination that is switched on of a channel that is to be on air. */
export function wantedRestreams(ports: RestreamPorts): Map<RestreamId, WantedRestream> {
  const wanted = new Map<RestreamId, WantedRestream>()
  for (const { id: channelId, slug, restreams, playback } of ports.specs()) {
    const agent = restreamAgent(playback?.key ?? null)
    for (const restream of restreams) {
      const parsed = parseRestreamUrl(restream.url)
      if (!restream.isOn || !parsed.ok) continue
      const playlist = `${ports.streamsUrl}/streams/${slug}/index.m3u8`
      const seen = JSON.stringify([
        ...[restream.url, restream.muxrateKbps, playlist],
        ...(playback === null ? [] : [agent]),
        ...(isUpload(parsed.scheme) ? [restream.uploadMethod, restream.deletesOld] : []),
      ])
      const key = createHash('sha256').update(seen).digest('hex').slice(0, 40)
      const onAirSince = ports.onAirSince(channelId)
      const { listens } = parsed
      wanted.set(restream.id, { restream, channelId, playlist, agent, key, listens, onAirSince })
    }
  }
  return wanted
}
