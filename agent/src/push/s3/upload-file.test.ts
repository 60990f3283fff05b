import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RecordingId, Sha256 } from '@cashbacktv/contract'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type S3Server, startS3Server } from '../../../test/s3-server.ts'
import type { FileUpload, UploadWord } from '../../domain/uploads/upload-words.ts'
import { openHttpClient } from '../http-client.ts'
import { openS3Client, Refused, waitBefore } from './s3-client.ts'
import { giveUp, uploadFile } from './upload-file.ts'

const MIB = 2 ** 20
const folder = mkdtempSync(join(tmpdir(), 'upload-'))
const path = join(folder, 'recording.mp4')
const content = randomBytes(5 * MIB + 321)
writeFileSync(path, content)
const sha256 = Sha256.parse(createHash('sha256').update(content).digest('hex'))
const ID = RecordingId.parse('20000000-0000-4000-8000-000000000001')
const OTHER = '20000000-0000-4000-8000-000000000002'
const NAMES: [string, string] = ['tv/news/news-1.mp4', `tv/news/news-1-${ID}.mp4`]

let far: S3Server
let words: UploadWord[]
let waits: number[]

beforeEach(async () => {
  far = await startS3Server()
  words = []
  waits = []
})
afterEach(() => far.close())
afterAll(() => rmSync(folder, { recursive: true }))

const task = (changes: Partial<FileUpload> = {}): FileUpload => ({
  act: 'upload',
  bucket: far.bucket,
  recordingId: ID,
  path,
  bytes: content.length,
  sha256,
  partBytes: MIB,
  names: NAMES,
  begun: null,
  ...changes,
})

/** Waits are not waited for: what they would be is kept. */
function client(bucket = far.bucket) {
  const http = openHttpClient({ idleMs: 500, mostMs: 5000, maxSockets: 1 })
  return openS3Client(bucket, http, async (ms) => void waits.push(ms))
}
const upload = (of = task()) => uploadFile(of, client(of.bucket), (word) => void words.push(word))

/** Why it was not taken. */
async function failureOf(acting: Promise<unknown>) {
  try {
    await acting
  } catch (error) {
    if (error instanceof Refused) return error.failure
    throw error
  }
  throw new Error('It was taken.')
}

const partsSent = () =>
  far.log.filter((line) => / part /.test(line)).map((line) => line.split(' ').at(-1))
const begunIn = (all: readonly UploadWord[]) => {
  const found = all.find((word) => word.kind === 'begun')
  if (found?.kind !== 'begun') throw new Error('Nothing was begun.')
  return { key: found.key, uploadId: found.uploadId }
}

test('a file is there whole, with its checksum and type, and nothing of it is left over', async () => {
  await upload()
  const object = far.objects.get(NAMES[0])
  expect(object?.body.equals(content)).toBe(true)
  expect(object?.headers).toEqual({
    'content-type': 'video/mp4',
    'x-amz-meta-recording': ID,
    'x-amz-meta-sha256': sha256,
  })
  expect(partsSent()).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(far.uploads.size).toBe(0)
  expect(words.at(-1)).toEqual({ kind: 'done', key: NAMES[0] })
  expect(words.at(-2)).toEqual({ kind: 'sent', bytes: content.length })
})

test('an empty file and one of a single part are uploaded the same way', async () => {
  await upload(task({ partBytes: 16 * MIB }))
  expect(far.objects.get(NAMES[0])?.body.equals(content)).toBe(true)
  const empty = join(folder, 'empty.mp4')
  writeFileSync(empty, '')
  const names: [string, string] = ['tv/empty.mp4', 'tv/empty-2.mp4']
  await upload(task({ path: empty, bytes: 0, names }))
  expect(far.objects.get('tv/empty.mp4')?.body.length).toBe(0)
})

test('what was begun is gone on with: no part that is there is sent again', async () => {
  // The fourth part fails for longer than it is tried.
  far.faults = Array.from({ length: 8 }, () => ({
    on: / part 4$/,
    fault: { status: 503, code: 'SlowDown' },
  }))
  expect(await failureOf(upload())).toEqual({ status: 503, code: 'SlowDown' })
  const begun = begunIn(words)
  far.log = []
  words = []
  await upload(task({ begun }))
  expect(partsSent()).toEqual(['4', '5', '6'])
  expect(far.objects.get(NAMES[0])?.body.equals(content)).toBe(true)
  expect(words.map(({ kind }) => kind)).not.toContain('begun')
})

test('an upload that the bucket has forgotten is begun anew', async () => {
  await upload(task({ begun: { key: NAMES[0], uploadId: 'gone' } }))
  expect(far.objects.get(NAMES[0])?.body.equals(content)).toBe(true)
})

test('an upload whose end nobody heard of is done, and not sent a second time', async () => {
  await upload()
  const begun = begunIn(words)
  far.log = []
  words = []
  await upload(task({ begun }))
  expect(partsSent()).toEqual([])
  expect(words).toEqual([{ kind: 'done', key: NAMES[0] }])
})

test.each([
  ['an error of the server', { status: 500, code: 'InternalError' }],
  ['a server that is busy', { status: 503, code: 'SlowDown' }],
  ['a connection that is cut', 'cut' as const],
  ['a server that never answers', 'silent' as const],
])('%s is waited out, longer each time', async (_, fault) => {
  const on = / part 2$/
  far.faults = [
    { on, fault },
    { on, fault },
  ]
  await upload()
  expect(far.objects.get(NAMES[0])?.body.equals(content)).toBe(true)
  const [first = 0, second = 0, ...more] = waits
  expect(more).toEqual([])
  expect([first >= 500 && first <= 1000, second >= 1000 && second <= 2000]).toEqual([true, true])
})

test('an error within an answer of 200 counts, as S3 says it when parts are put together', async () => {
  far.faults = [{ on: /^POST .* upload$/, fault: { status: 200, code: 'InternalError' } }]
  await upload()
  expect(waits).toHaveLength(1)
  expect(far.objects.get(NAMES[0])?.body.equals(content)).toBe(true)
})

test.each([
  ['a wrong secret', { secret: 'wrong' }, { status: 403, code: 'SignatureDoesNotMatch' }],
  ['an unknown key', { accessKey: 'OTHER' }, { status: 403, code: 'InvalidAccessKeyId' }],
  ['no such bucket', { bucket: 'others' }, { status: 404, code: 'NoSuchBucket' }],
  [
    'another region',
    { region: 'eu-other-1' },
    { status: 400, code: 'AuthorizationHeaderMalformed' },
  ],
])('%s is said at once', async (_, changes, failure) => {
  expect(await failureOf(upload(task({ bucket: { ...far.bucket, ...changes } })))).toEqual(failure)
  expect([waits, far.uploads.size]).toEqual([[], 0])
})

test('who may not look whether a name is free takes the one of its own', async () => {
  far.faults = Array.from({ length: 3 }, () => ({
    on: /^HEAD /,
    fault: { status: 403, code: 'AccessDenied' },
  }))
  await upload()
  expect([...far.objects.keys()]).toEqual([NAMES[1]])
})

const ofOther = { body: Buffer.from('x'), headers: { 'x-amz-meta-recording': OTHER } }

test('an object of another recording is not written over, also when it comes meanwhile', async () => {
  far.objects.set(NAMES[0], ofOther)
  await upload()
  expect(far.objects.get(NAMES[0])).toBe(ofOther)
  expect(far.objects.get(NAMES[1])?.body.equals(content)).toBe(true)
  far.objects.clear()
  words = []
  far.onRequest = (line) => {
    if (line.endsWith(' part 6')) far.objects.set(NAMES[0], ofOther)
  }
  // Looked for just before parts are put together, it seems to be free: the server has the last word.
  far.faults = [
    { on: /^HEAD tv\/news\/news-1\.mp4$/, fault: { status: 404, code: '' } },
    { on: /^HEAD tv\/news\/news-1\.mp4$/, fault: { status: 404, code: '' } },
    { on: /^HEAD tv\/news\/news-1\.mp4$/, fault: { status: 404, code: '' } },
  ]
  expect(await failureOf(upload())).toEqual({ status: 412, code: 'PreconditionFailed' })
  expect([far.objects.get(NAMES[0]), far.uploads.size]).toEqual([ofOther, 0])
})

test('a server that knows no condition gets the file without one', async () => {
  far.faults = [{ on: /^POST .* upload$/, fault: { status: 501, code: 'NotImplemented' } }]
  await upload()
  expect(far.objects.get(NAMES[0])?.body.equals(content)).toBe(true)
})

test('a file of the same recording that was made anew takes the place of the one before', async () => {
  const headers = { 'x-amz-meta-recording': ID, 'x-amz-meta-sha256': 'b'.repeat(64) }
  far.objects.set(NAMES[0], { body: Buffer.from('old'), headers })
  await upload()
  expect(far.objects.get(NAMES[0])?.body.equals(content)).toBe(true)
})

test('given up, nothing of it is left; what the bucket does not know is given up already', async () => {
  far.faults = [{ on: / part 3$/, fault: { status: 403, code: 'AccessDenied' } }]
  await failureOf(upload())
  expect(far.uploads.size).toBe(1)
  const begun = begunIn(words)
  await giveUp(client(), begun)
  expect(far.uploads.size).toBe(0)
  await giveUp(client(), begun)
})

test('waits grow to a minute, and end', () => {
  const waits = Array.from({ length: 8 }, (_, at) => waitBefore(at + 1, 1))
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, null])
  expect(waitBefore(1, 0)).toBe(500)
})
