import type { ChannelView } from '@cashbacktv/contract'
import { useCallback, useEffect, useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { displaySize } from './domain/display-size.ts'
import type { Size } from './domain/logo-geometry.ts'

export type ChannelFrame = {
  kind: 'asking' | 'probe' | 'air' | 'none'
  picture: string | null
  size: Size
}

const WIDESCREEN = { width: 1280, height: 720 }

/**
 * A current frame of a channel: clean from its source, which has no logo in it yet; else what is on
 * air, which is shown until the source has answered too.
 */
export function useChannelFrame(channel: ChannelView, mayProbe: boolean) {
  const { sources, activeSourceId, thumbnailUrl, showing } = channel
  const source = sources.find(({ id }) => id === activeSourceId) ?? sources[0]
  const [sourceId, url] = [source?.id, source?.url]
  const air = showing === 'live' ? `${thumbnailUrl}?t=${channel.updatedAt}` : null
  const [frame, setFrame] = useState<ChannelFrame>({
    kind: mayProbe ? 'asking' : air ? 'air' : 'none',
    picture: air,
    size: WIDESCREEN,
  })
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again only when a person asks
  useEffect(() => {
    if (!mayProbe || !url || !sourceId) return
    let gone = false
    setFrame((old) => ({ ...old, kind: 'asking' }))
    browserApi.channels.probe
      .mutate({ url, sourceId })
      .then(({ facts, frame: jpeg }): ChannelFrame => {
        const size = displaySize(facts.video)
        // A source that a run reads is not opened once more: what is known of it is answered alone.
        if (!jpeg) return { kind: air ? 'air' : 'none', picture: air, size }
        return { kind: 'probe', picture: `data:image/jpeg;base64,${jpeg}`, size }
      })
      .catch(() => null)
      .then((found) => {
        if (!gone) setFrame(found ?? { kind: air ? 'air' : 'none', picture: air, size: WIDESCREEN })
      })
    return () => {
      gone = true
    }
  }, [sourceId, url, asked, mayProbe])
  return { frame, again: useCallback(() => setAsked((count) => count + 1), []) }
}
