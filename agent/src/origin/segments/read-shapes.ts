import { join } from 'node:path'
import type { PublishedSegment } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { ownAudio } from '../domain/audio/own-audio.ts'
import { shapeOfPacked } from '../domain/audio/packed-audio.ts'
import type { AudioShape } from '../domain/ladder/audio-media.ts'
import type { PictureShape, Variant } from '../domain/ladder/multivariant.ts'
import { INDEX } from '../domain/ladder/named-playlist.ts'
import { shapeOfSegment } from '../domain/ladder/segment-shape.ts'
import { audioOf, iFrameFile, pictureOf, runOf } from '../domain/ladder/slot-files.ts'
import { readHead } from './read-head.ts'

/** What pictures and audio slots have, read from their segments once a run. */
export type ShapeReader = {
  /** Of no ladder, its one. */
  variants(slot: PublishedSegment): Variant[]
  /** Of the picture to seek by. */
  iFrame(slot: PublishedSegment): PictureShape | null
  /** Of the audio of that name, or what stands in for it. */
  audio(slot: PublishedSegment, name: string): AudioShape | null
}

/** Tables and the parameters of the picture come first; much text before them is still within. */
const HEAD_BYTES = 188 * 64
/** Audio comes behind the first picture where there is one. */
const LONG_HEAD_BYTES = 188 * 700
/** More runs than a window can be of, of the longest ladder. */
const MOST_KEPT = 100

export function readShapes(runsFolder: string): ShapeReader {
  const pictures = new LRUCache<string, PictureShape>({ max: MOST_KEPT })
  const ownAudioKept = new LRUCache<string, string[]>({ max: MOST_KEPT })
  const audioShapes = new LRUCache<string, AudioShape>({ max: MOST_KEPT })

  function shapeAt(path: string): PictureShape | null {
    const key = runOf(path)
    const shape = pictures.get(key) ?? shapeOfSegment(readHead(join(runsFolder, path), HEAD_BYTES))
    if (shape !== null) pictures.set(key, shape)
    return shape
  }

  function ownAudioAt(path: string): string[] | null {
    const key = runOf(path)
    const known =
      ownAudioKept.get(key) ?? ownAudio(readHead(join(runsFolder, path), LONG_HEAD_BYTES))
    if (known !== null) ownAudioKept.set(key, known)
    return known
  }

  return {
    iFrame(slot) {
      const path = iFrameFile(slot)
      return path === null ? null : shapeAt(path)
    },
    variants(slot) {
      if (slot.ladder === undefined) {
        return [{ name: INDEX, shape: shapeAt(slot.path), ownAudio: ownAudioAt(slot.path) }]
      }
      return slot.ladder.renditions.flatMap(({ name, bytes }) => {
        const path = bytes === 0 ? null : pictureOf(slot, name)
        return path === null ? [] : [{ name, shape: shapeAt(path) }]
      })
    },
    audio(slot, name) {
      const path = audioOf(slot, name)
      if (path === null) return null
      const key = runOf(path)
      const shape =
        audioShapes.get(key) ?? shapeOfPacked(readHead(join(runsFolder, path), HEAD_BYTES))
      if (shape !== null) audioShapes.set(key, shape)
      return shape
    },
  }
}
