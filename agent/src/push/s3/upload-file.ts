import { open } from 'node:fs/promises'
import { completion, listedPartsIn, uploadIdIn } from '../../domain/uploads/multipart-xml.ts'
import { type ListedPart, partsOf, partThere } from '../../domain/uploads/upload-plan.ts'
import type { Begun, FileUpload, UploadWord } from '../../domain/uploads/upload-words.ts'
import { Refused, type S3Client } from './s3-client.ts'

type Say = (word: UploadWord) => void

/**
 * Uploads a file in parts, one after the other, and goes on where it was ended. Until the last word the
 * bucket shows nothing of it, and then the whole. Rejects with `Refused`.
 */
export async function uploadFile(task: FileUpload, s3: S3Client, say: Say): Promise<void> {
  const known = task.begun === null ? null : await listParts(s3, task.begun)
  // The bucket has forgotten it, or has finished it and nobody heard.
  if (task.begun !== null && known === null && (await isOurs(task, s3, task.begun.key))) {
    say({ kind: 'done', key: task.begun.key })
    return
  }
  const begun = known === null ? await begin(task, s3, say) : task.begun
  if (begun === null) return
  const parts = await sendParts(task, s3, begun, known ?? [], say)
  await complete(task, s3, begun, parts)
  say({ kind: 'done', key: begun.key })
}

/** Parts that are there without being an object cost money until they are given up. */
export async function giveUp(s3: S3Client, { key, uploadId }: Begun): Promise<void> {
  await unlessMissing(s3({ method: 'DELETE', key, query: { uploadId } }))
}

/** Null where the object is there already, which is said. */
async function begin(task: FileUpload, s3: S3Client, say: Say): Promise<Begun | null> {
  const { key, isThere } = await freeName(task, s3)
  if (isThere) {
    say({ kind: 'done', key })
    return null
  }
  const headers = { 'content-type': 'video/mp4', ...ownWords(task) }
  const { body } = await s3({ method: 'POST', key, query: { uploads: '' }, headers })
  const uploadId = uploadIdIn(body.toString('utf8'))
  if (uploadId === null) throw new Refused({ status: 200, code: 'NoUploadId' })
  say({ kind: 'begun', key, uploadId })
  return { key, uploadId }
}

/** By which an object is known to be of this recording. */
function ownWords({ recordingId, sha256 }: FileUpload): Record<string, string> {
  return { 'x-amz-meta-recording': recordingId, 'x-amz-meta-sha256': sha256 }
}

/**
 * The first name under which nothing lies that is not ours. Who may not look takes the one that no other
 * recording has: without the right to list a bucket, what is missing is answered with 403.
 */
async function freeName(
  task: FileUpload,
  s3: S3Client,
): Promise<{ key: string; isThere: boolean }> {
  const [readable, own] = task.names
  const there = await lookAt(s3, readable)
  const key = there === 'nothing' || isOf(task, there) ? readable : own
  return { key, isThere: await isOurs(task, s3, key) }
}

async function isOurs(task: FileUpload, s3: S3Client, key: string): Promise<boolean> {
  const there = await lookAt(s3, key)
  return isOf(task, there) && there['x-amz-meta-sha256'] === task.sha256
}

type There = Record<string, unknown> | 'nothing' | 'hidden'

async function lookAt(s3: S3Client, key: string): Promise<There> {
  try {
    return (await s3({ method: 'HEAD', key })).headers
  } catch (error) {
    const status = statusOf(error)
    if (status === 404) return 'nothing'
    if (status !== null && status < 500) return 'hidden'
    throw error
  }
}

function isOf({ recordingId }: FileUpload, there: There): there is Record<string, unknown> {
  return typeof there !== 'string' && there['x-amz-meta-recording'] === recordingId
}

/** Null where the bucket knows no such upload. */
async function listParts(s3: S3Client, { key, uploadId }: Begun): Promise<ListedPart[] | null> {
  const parts: ListedPart[] = []
  let after: string | null = null
  do {
    const from: Record<string, string> = after === null ? {} : { 'part-number-marker': after }
    const answer = await unlessMissing(s3({ method: 'GET', key, query: { uploadId, ...from } }))
    if (answer === null) return null
    const page = listedPartsIn(answer.body.toString('utf8'))
    parts.push(...page.parts)
    after = page.next
  } while (after !== null)
  return parts
}

async function sendParts(
  { path, bytes, partBytes }: FileUpload,
  s3: S3Client,
  { key, uploadId }: Begun,
  listed: readonly ListedPart[],
  say: Say,
): Promise<Pick<ListedPart, 'number' | 'etag'>[]> {
  const file = await open(path, 'r')
  try {
    const sent: Pick<ListedPart, 'number' | 'etag'>[] = []
    const room = Buffer.allocUnsafe(Math.min(partBytes, bytes))
    for (const part of partsOf(bytes, partBytes)) {
      const { number, begin } = part
      let etag = partThere(part, listed)?.etag
      if (etag === undefined) {
        const body = await readPart(file, room.subarray(0, part.bytes), begin)
        const query = { partNumber: String(number), uploadId }
        const { headers, status } = await s3({ method: 'PUT', key, query, body })
        etag = headers.etag
        if (etag === undefined) throw new Refused({ status, code: 'NoETag' })
      }
      sent.push({ number, etag })
      say({ kind: 'sent', bytes: begin + part.bytes })
    }
    return sent
  } finally {
    await file.close()
  }
}

/** @throws Error where the file has become shorter */
async function readPart(
  file: Awaited<ReturnType<typeof open>>,
  room: Buffer,
  begin: number,
): Promise<Buffer> {
  let filled = 0
  while (filled < room.length) {
    const { bytesRead } = await file.read(room, filled, room.length - filled, begin + filled)
    if (bytesRead === 0) throw new Error('The file has become shorter')
    filled += bytesRead
  }
  return room
}

/** An object of this name that came meanwhile is not written over where the server knows how to say so. */
async function complete(
  task: FileUpload,
  s3: S3Client,
  { key, uploadId }: Begun,
  parts: readonly Pick<ListedPart, 'number' | 'etag'>[],
): Promise<void> {
  const request = { method: 'POST' as const, key, query: { uploadId } }
  const body = Buffer.from(completion(parts))
  // An earlier file of the same recording gives way.
  const isFree = (await lookAt(s3, key)) === 'nothing'
  try {
    const headers = { 'content-type': 'application/xml' }
    try {
      await s3({
        ...request,
        body,
        headers: isFree ? { ...headers, 'if-none-match': '*' } : headers,
      })
    } catch (error) {
      if (statusOf(error) !== 501) throw error
      await s3({ ...request, body, headers })
    }
  } catch (error) {
    // Sent again after an answer that did not arrive it is refused: it is done already.
    if (await isOurs(task, s3, key)) return
    // The next try takes another name.
    if (statusOf(error) === 412) await giveUp(s3, { key, uploadId })
    throw error
  }
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refused && 'status' in error.failure) {
      const { status, code } = error.failure
      if (status === 404 && code !== 'NoSuchBucket') return null
    }
    throw error
  }
}

function statusOf(error: unknown): number | null {
  const isAnswer = error instanceof Refused && 'status' in error.failure
  return isAnswer && 'status' in error.failure ? error.failure.status : null
}
