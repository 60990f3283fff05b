import { type RecordingBucket, RecordingId, Sha256, UploadFile } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { completion, listedPartsIn, uploadIdIn } from './multipart-xml.ts'
import { fateOf, objectNames, partBytesOf, partsOf, partThere } from './upload-plan.ts'
import { wordsIn } from './upload-words.ts'

const MIB = 2 ** 20
const ID = RecordingId.parse('20000000-0000-4000-8000-000000000001')
const bucket: RecordingBucket = {
  endpoint: 'https://s3.example',
  region: 'us-east-1',
  bucket: 'recordings',
  prefix: 'a/b',
  addressing: 'path',
  accessKey: 'key',
  secret: 'secret',
}

test.each([
  [0, 16],
  [1, 16],
  [160_000 * MIB, 16],
  [160_000 * MIB + 1, 17],
  // A day at 20 Mb/s.
  [216e9, 21],
])('of %d bytes a part has %d MiB, and there are ten thousand at most', (bytes, mib) => {
  const partBytes = partBytesOf(bytes)
  expect(partBytes).toBe(mib * MIB)
  const parts = partsOf(bytes, partBytes)
  expect(parts.length).toBeLessThanOrEqual(10_000)
  expect(parts.reduce((all, part) => all + part.bytes, 0)).toBe(bytes)
  expect(parts.map(({ number }) => number)).toEqual(parts.map((_, at) => at + 1))
})

test('a part that is there is not sent again, one that is not whole is', () => {
  const [first, second] = partsOf(25, 16)
  if (!first || !second) throw new Error('There are two.')
  const listed = [
    { number: 1, bytes: 16, etag: '"a"' },
    { number: 2, bytes: 8, etag: '"b"' },
  ]
  expect(partThere(first, listed)?.etag).toBe('"a"')
  expect(partThere(second, listed)).toBeNull()
})

test('an object is named after its channel and when it begins; the other name is of it alone', () => {
  const begin = '2026-11-29T19:00:00.120Z'
  const named = { bucket, slug: 'news', begin, id: ID }
  expect(objectNames(named)).toEqual([
    'a/b/news/news-20261129T190000Z.mp4',
    `a/b/news/news-20261129T190000Z-${ID}.mp4`,
  ])
  expect(objectNames({ ...named, bucket: { ...bucket, prefix: '' } })[0]).toBe(
    'news/news-20261129T190000Z.mp4',
  )
})

test('parts are read page by page, and their tags go back as they came', () => {
  const part =
    '<Part><PartNumber>3</PartNumber><ETag>&quot;ab&amp;c&quot;</ETag><Size>7</Size></Part>'
  const page = `<R><NextPartNumberMarker>3</NextPartNumberMarker><IsTruncated>true</IsTruncated>${part}</R>`
  const { parts, next } = listedPartsIn(page)
  expect([parts, next]).toEqual([[{ number: 3, bytes: 7, etag: '"ab&c"' }], '3'])
  expect(listedPartsIn(page.replace('true', 'false')).next).toBeNull()
  expect(completion(parts)).toContain('<PartNumber>3</PartNumber><ETag>"ab&amp;c"</ETag>')
  expect([uploadIdIn('<R><UploadId>x.y</UploadId></R>'), uploadIdIn('<R/>')]).toEqual(['x.y', null])
})

test('words come in pieces, and what is no word is passed over', () => {
  const text = '{"kind":"sent","bytes":3}\nWarning\n{"kind":"lost"}\n{"kind":"do'
  const { words, rest } = wordsIn(text)
  expect([words, rest]).toEqual([[{ kind: 'sent', bytes: 3 }], '{"kind":"do'])
})

const known = (uploadId: string | null) =>
  UploadFile.parse({
    recordingId: ID,
    bucket,
    sha256: Sha256.parse('a'.repeat(64)),
    bytes: 3,
    key: 'x.mp4',
    uploadId,
  })
const spec = { id: ID, uploadedAs: 'news' }

test.each([
  ['with other keys it is gone on with', [spec], { ...bucket, secret: 'new' }, 'keep'],
  ['in another folder it is begun anew', [spec], { ...bucket, prefix: 'c' }, 'give-up'],
  ['without a bucket it is given up', [spec], null, 'give-up'],
  ['without its recording it is given up', [], bucket, 'give-up'],
  ['when it is not to be uploaded any more', [{ ...spec, uploadedAs: null }], bucket, 'give-up'],
])('what was begun: %s', (_, recordings, recordingBucket, fate) => {
  expect(fateOf(known('u'), { recordings, recordingBucket })).toBe(fate)
})

test('an object that is there stays: with its recording it is only forgotten', () => {
  expect(fateOf(known(null), { recordings: [spec], recordingBucket: null })).toBe('keep')
  expect(fateOf(known(null), { recordings: [], recordingBucket: bucket })).toBe('forget')
})
