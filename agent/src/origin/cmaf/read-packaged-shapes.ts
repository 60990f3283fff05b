import { sourceOf, VIDEO } from '../domain/cmaf/packaged-slot.ts'
import type { TrackConfig } from '../domain/cmaf/track.ts'
import type { PictureShape, Variant } from '../domain/ladder/multivariant.ts'
import { INDEX } from '../domain/ladder/named-playlist.ts'
import type { ShapeReader } from '../segments/read-shapes.ts'
import type { TrackStarts } from './read-starts.ts'

/** What pictures and audio slots have as CMAF: each track apart, and of more kinds than those of MPEG-TS that are read. */
export function packagedShapes(shapes: ShapeReader, starts: TrackStarts): ShapeReader {
  function withConfig(variant: Variant, { path }: { path: string }): Variant {
    const config = starts.configOf(path, 'video')
    return { ...variant, shape: variant.shape ?? (config && shapeOf(config)), ownAudio: [] }
  }

  return {
    // Pictures to seek by are parts of segments of MPEG-TS.
    iFrame: () => null,
    variants: (slot) =>
      shapes.variants(slot).flatMap((variant) => {
        const name = variant.name === INDEX ? VIDEO : variant.name
        const source = sourceOf(slot, name)
        return source === null ? [] : [withConfig({ ...variant, name }, source)]
      }),
    audio(slot, name) {
      const source = sourceOf(slot, name)
      const config = source === null ? null : starts.configOf(source.path, 'audio')
      return config?.kind === 'audio' ? { channels: config.channels, codec: config.codec } : null
    },
  }
}

function shapeOf(config: TrackConfig): PictureShape | null {
  if (config.kind !== 'video') return null
  const { width, height, codec, framesPerSecond } = config
  return { width, height, codec, framesPerSecond, hasCaptions: false }
}
