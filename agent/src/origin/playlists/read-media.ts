import { packagedShapes } from '../cmaf/read-packaged-shapes.ts'
import { readStarts, type TrackStarts } from '../cmaf/read-starts.ts'
import type { StreamFormat } from '../domain/stream-path.ts'
import { readShapes, type ShapeReader } from '../segments/read-shapes.ts'

/** What is read of segments in order to list them. */
export type MediaReader = {
  shapesAs(format: StreamFormat): ShapeReader
  starts: TrackStarts
}

/** `folder`: that of the runs of a channel, or of what is kept of it. */
export function readMedia(folder: string): MediaReader {
  const shapes = readShapes(folder)
  const starts = readStarts(folder)
  const packaged = packagedShapes(shapes, starts)
  return { starts, shapesAs: (format) => (format === 'mpeg-ts' ? shapes : packaged) }
}
