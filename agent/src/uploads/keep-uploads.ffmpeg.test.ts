import { createHash, randomBytes } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ChannelId,
  type DesiredState,
  type RecordingBucket,
  RecordingId,
  RecordingSpec,
} from '@cashbacktv/contract'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDesired } from '../../test/channel-factory.ts'
import { type S3Server, startS3Server } from '../../test/s3-server.ts'
import { recordingFolder } from '../files/recording-folder.ts'
import { keepUploads, type Uploads } from './keep-uploads.ts'

const MIB = 2 ** 20
const CHANNEL = ChannelId.parse('10000000-0000-4000-8000-0000000000c1')
const ID = RecordingId.parse('20000000-0000-4000-8000-000000000001')
/** Three parts, of which the last is not whole. */
const content = randomBytes(40 * MIB)
const KEY = 'tv/news/news-20261129T190000Z.mp4'
const spec = RecordingSpec.parse({
  id: ID,
  channelId: CHANNEL,
  key: '0'.repeat(32),
  isExported: true,
  uploadedAs: 'news',
  from: '2026-11-29T19:00:00.000Z',
  to: '2026-11-29T20:00:00.000Z',
})

let folder: string
let far: S3Server
let kept: Uploads
let desired: DesiredState
let said: string[]
let looking: NodeJS.Timeout

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'uploads-'))
  mkdirSync(join(folder, 'uploads'))
  far = await startS3Server()
  said = []
  want(far.bucket)
  begin()
})
afterEach(async () => {
  clearInterval(looking)
  await kept.close()
  await far.close()
  rmSync(folder, { recursive: true })
})

function want(recordingBucket: RecordingBucket | null, recordings = [spec]): void {
  desired = makeDesired(1, [], { recordings, recordingBucket })
}

/** As an agent that was started anew. */
function begin(allowCidrs = ['127.0.0.0/8']): void {
  const hear = (...words: unknown[]) => void said.push(JSON.stringify(words))
  kept = keepUploads({
    paths: { uploads: join(folder, 'uploads') },
    dvrDir: join(folder, 'dvr'),
    hostKeys: [secretKeyOf('a key of this host alone')],
    snapshots: { current: () => desired },
    allowCidrs: () => allowCidrs,
    log: { debug: hear, info: hear, warn: hear, error: hear },
  })
  looking = setInterval(kept.look, 50)
}

/** As the origin leaves it. */
function makeFile(bytes = content, one = spec): void {
  const of = recordingFolder(join(folder, 'dvr', CHANNEL), one)
  mkdirSync(of.folder, { recursive: true })
  writeFileSync(of.file, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const facts = { sha256, bytes: bytes.length, seconds: 3600, chapters: 1 }
  writeFileSync(of.facts, JSON.stringify({ ...facts, begin: '2026-11-29T19:00:00.000Z' }))
}

const seen = () => kept.observed().get(ID)
const isThere = () => far.objects.get(KEY)?.body.equals(content) ?? false
const partsSent = () => far.log.flatMap((line) => / part (\d)$/.exec(line)?.[1] ?? [])

/** The program that uploads, as long as it runs. */
function pidOfUpload(): number | null {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const found = pids.find((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const isOurs = new RegExp(`\\) [RSD] ${process.pid} `).test(stat)
      return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('upload-s3.mjs')
    } catch {
      return false
    }
  })
  return found === undefined ? null : Number(found)
}

test('a file is uploaded once it is there, by a program that nobody can read the keys of', async () => {
  await expect.poll(seen).toMatchObject({ state: 'waiting', reason: null })
  const readable: string[] = []
  far.onRequest = (line) => {
    const pid = line.endsWith('part 2') ? pidOfUpload() : null
    if (pid === null) return
    for (const file of ['cmdline', 'environ']) {
      readable.push(readFileSync(`/proc/${pid}/${file}`, 'utf8'))
    }
  }
  makeFile()
  await expect.poll(seen).toMatchObject({ state: 'uploading' })
  await expect.poll(seen, { timeout: 30_000 }).toMatchObject({ state: 'done', progress: 1 })
  expect(seen()?.address).toBe(`${far.bucket.endpoint}/recordings/${KEY}`)
  expect(isThere()).toBe(true)
  const stored = join(folder, 'uploads', `${ID}.json`)
  expect(statSync(stored).mode & 0o777).toBe(0o600)
  expect(readable).toHaveLength(2)
  const open = [readFileSync(stored, 'utf8'), ...readable, ...said].join('\n')
  expect(open).not.toContain(far.bucket.secret)
  // The next agent knows that it is there, and asks nobody.
  clearInterval(looking)
  await kept.close()
  far.log = []
  begin()
  await expect.poll(seen).toMatchObject({ state: 'done', progress: 1 })
  expect(far.log).toEqual([])
})

test('killed in the middle of a part, alone or with its agent, it goes on behind the last whole one', async () => {
  far.faults = [{ on: / part 2$/, fault: 'silent' }]
  makeFile()
  await expect.poll(() => partsSent().at(-1), { timeout: 30_000 }).toBe('2')
  const pid = pidOfUpload()
  if (pid === null) throw new Error('Nothing uploads.')
  process.kill(pid, 'SIGKILL')
  await expect
    .poll(seen)
    .toMatchObject({ state: 'failed', reason: { code: 'bucket-upload-broken' } })
  far.faults = [{ on: / part 3$/, fault: 'silent' }]
  await expect.poll(() => partsSent().at(-1), { timeout: 30_000 }).toBe('3')
  clearInterval(looking)
  await kept.close()
  expect(pidOfUpload()).toBeNull()
  begin()
  await expect.poll(seen, { timeout: 30_000 }).toMatchObject({ state: 'done' })
  expect([partsSent(), isThere(), far.uploads.size]).toEqual([['1', '2', '2', '3', '3'], true, 0])
})

test('deleted with its recording while it is uploaded, nothing of it is left in the bucket', async () => {
  far.faults = [{ on: / part 2$/, fault: 'silent' }]
  makeFile()
  await expect.poll(() => partsSent().at(-1), { timeout: 30_000 }).toBe('2')
  want(far.bucket, [])
  await expect.poll(() => far.uploads.size).toBe(0)
  await expect.poll(() => readdirSync(join(folder, 'uploads'))).toEqual([])
  expect([kept.observed().size, far.objects.size]).toEqual([0, 0])
})

test('while one is uploaded the others are shown as they are, also by an agent that was started anew', async () => {
  const other = { ...spec, id: RecordingId.parse('20000000-0000-4000-8000-000000000002') }
  const third = { ...spec, id: RecordingId.parse('20000000-0000-4000-8000-000000000003') }
  want(far.bucket, [other])
  makeFile(Buffer.from('short'), other)
  const stateOf = ({ id }: typeof spec) => kept.observed().get(id)?.state
  await expect.poll(() => stateOf(other)).toBe('done')
  far.faults = [{ on: / part 2$/, fault: 'silent' }]
  makeFile()
  clearInterval(looking)
  await kept.close()
  want(far.bucket, [spec, other, third])
  begin()
  await expect.poll(() => partsSent().at(-1), { timeout: 30_000 }).toBe('2')
  makeFile(Buffer.from('another'), third)
  await expect
    .poll(() => [spec, other, third].map(stateOf))
    .toEqual([...['uploading', 'done', 'waiting']])
  // Two of the same channel that began at the same time have names of their own.
  want(far.bucket, [other, third])
  await expect.poll(() => stateOf(third)).toBe('done')
  expect([...far.objects.keys()]).toEqual([KEY, KEY.replace('.mp4', `-${third.id}.mp4`)])
})

test('when another bucket is set up what was begun is given up there, and begun anew here', async () => {
  const next = await startS3Server()
  try {
    far.faults = [{ on: / part 2$/, fault: 'silent' }]
    makeFile()
    await expect.poll(() => partsSent().at(-1), { timeout: 30_000 }).toBe('2')
    want(next.bucket)
    await expect.poll(seen, { timeout: 30_000 }).toMatchObject({ state: 'done' })
    expect([far.uploads.size, far.objects.size]).toEqual([0, 0])
    expect(next.objects.get(KEY)?.body.equals(content)).toBe(true)
    // What is there stays, and with its recording it is only forgotten.
    want(next.bucket, [])
    await expect.poll(() => readdirSync(join(folder, 'uploads'))).toEqual([])
    expect(next.objects.has(KEY)).toBe(true)
  } finally {
    await next.close()
  }
})

test('what fails says why, and with other keys it is tried at once', async () => {
  want({ ...far.bucket, secret: 'wrong' })
  makeFile()
  await expect.poll(seen).toMatchObject({ state: 'failed', reason: { code: 'bucket-wrong-key' } })
  want(null)
  await expect.poll(seen).toMatchObject({ state: 'failed', reason: { code: 'bucket-none' } })
  want({ ...far.bucket, bucket: 'others' })
  await expect.poll(seen).toMatchObject({ state: 'failed', reason: { code: 'bucket-missing' } })
  want(far.bucket)
  await expect.poll(seen, { timeout: 30_000 }).toMatchObject({ state: 'done' })
})

test('a bucket in a network that is refused is not reached', async () => {
  clearInterval(looking)
  await kept.close()
  begin([])
  makeFile()
  await expect.poll(seen).toMatchObject({ state: 'failed', reason: { code: 'bucket-network' } })
  expect(far.log).toEqual([])
})
