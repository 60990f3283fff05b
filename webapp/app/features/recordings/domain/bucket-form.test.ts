import { PutRecordingBucketInput } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { bucketBody, formOfBucket, readBucketForm } from './bucket-form.ts'

const known = {
  endpoint: 'https://s3.example.com',
  region: 'eu-central-1',
  bucket: 'recordings',
  prefix: 'tv/news',
  addressing: 'host' as const,
  accessKey: 'KEY',
}

test('saved unchanged, a bucket says nothing of its secret, which stays', () => {
  expect(PutRecordingBucketInput.parse(bucketBody(formOfBucket(known)))).toEqual({ bucket: known })
})

test('slashes at the ends of an address and a folder are taken off', () => {
  const form = new FormData()
  const typed = {
    ...known,
    endpoint: ' https://s3.example.com/ ',
    prefix: '/tv/news/',
    secret: 's',
  }
  for (const [name, value] of Object.entries(typed)) form.set(name, value)
  const body = PutRecordingBucketInput.parse(bucketBody(readBucketForm(form)))
  expect(body).toEqual({ bucket: { ...known, secret: 's' } })
})

test('what was typed wrong is refused at its field', () => {
  const wrong = { endpoint: 's3.example.com/x', region: 'EU', bucket: 'A', prefix: 'a//b' }
  const body = bucketBody({ ...formOfBucket(known), ...wrong, accessKey: '', secret: 'a b' })
  const { error } = PutRecordingBucketInput.safeParse(body)
  expect(error?.issues.map(({ path }) => path.at(-1)).sort()).toEqual([
    ...['accessKey', 'bucket', 'endpoint', 'prefix', 'region', 'secret'],
  ])
})
