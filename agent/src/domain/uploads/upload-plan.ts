import type { RecordedFile, RecordingBucket, UploadFile } from '@cashbacktv/contract'

/** Bounds of multipart uploads of S3 ("Amazon S3 multipart upload limits"). */
const MOST_PARTS = 10_000
const MIB = 2 ** 20
/** Three times the least that S3 takes: a part that is cut off is sent again whole. */
const LEAST_PART_BYTES = 16 * MIB

/** Of a file of so many bytes; the same each time, so that what was begun is gone on with. */
export function partBytesOf(bytes: number): number {
  return Math.max(LEAST_PART_BYTES, Math.ceil(bytes / MOST_PARTS / MIB) * MIB)
}

export type Part = { number: number; begin: number; bytes: number }

/** Every part of a file, numbered from 1 on; one without bytes where the file has none. */
export function partsOf(bytes: number, partBytes: number): Part[] {
  const count = Math.max(1, Math.ceil(bytes / partBytes))
  return Array.from({ length: count }, (_, at) => {
    const begin = at * partBytes
    return { number: at + 1, begin, bytes: Math.min(partBytes, bytes - begin) }
  })
}

/** A part as the bucket lists it. */
export type ListedPart = { number: number; bytes: number; etag: string }

/** The one of these that is there whole. */
export function partThere(part: Part, listed: readonly ListedPart[]): ListedPart | null {
  return listed.find(({ number, bytes }) => number === part.number && bytes === part.bytes) ?? null
}

type Named = { bucket: RecordingBucket; slug: string; begin: RecordedFile['begin']; id: string }

/**
 * What the object may be called, the readable name first: `tv/news/news-20261129T190000Z.mp4`. The other
 * is of this recording alone.
 */
export function objectNames({ bucket, slug, begin, id }: Named): [string, string] {
  const instant = new Date(begin).toISOString().replace(/[:-]|\.\d{3}/g, '')
  const folder = bucket.prefix === '' ? slug : `${bucket.prefix}/${slug}`
  const name = `${folder}/${slug}-${instant}`
  return [`${name}.mp4`, `${name}-${id}.mp4`]
}

const PLACE = ['endpoint', 'region', 'bucket', 'prefix', 'addressing'] as const

/** Whether objects of both lie in one place: the keys may be others. */
export function isSamePlace(one: RecordingBucket, other: RecordingBucket): boolean {
  return PLACE.every((name) => one[name] === other[name])
}

type Wanted = {
  recordings: readonly { id: string; uploadedAs: string | null }[]
  recordingBucket: RecordingBucket | null
}

/**
 * What becomes of an upload that was begun or is done: it is gone on with, given up in the bucket, or
 * forgotten. An object that is there stays, whatever becomes of the recording.
 */
export function fateOf(known: UploadFile, wanted: Wanted): 'keep' | 'give-up' | 'forget' {
  const { recordings, recordingBucket: bucket } = wanted
  const spec = recordings.find(({ id }) => id === known.recordingId)
  const isDone = known.uploadId === null
  if (spec === undefined || spec.uploadedAs === null) return isDone ? 'forget' : 'give-up'
  if (isDone || (bucket !== null && isSamePlace(known.bucket, bucket))) return 'keep'
  return 'give-up'
}
