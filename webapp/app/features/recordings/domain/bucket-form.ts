import type { RecordingBucketView } from '@cashbacktv/contract'

/** What the form of the bucket holds. A secret that is kept is empty. */
export type BucketForm = {
  endpoint: string
  region: string
  bucket: string
  prefix: string
  addressing: string
  accessKey: string
  secret: string
}

/** In the order in which they are shown. */
export const BUCKET_FIELDS = [
  ...(['endpoint', 'region', 'bucket', 'prefix'] as const),
  ...(['addressing', 'accessKey', 'secret'] as const),
] as const satisfies readonly (keyof BucketForm)[]

const EMPTY: BucketForm = {
  endpoint: '',
  region: 'us-east-1',
  bucket: '',
  prefix: '',
  addressing: 'path',
  accessKey: '',
  secret: '',
}

export function formOfBucket(known: RecordingBucketView['bucket']): BucketForm {
  return known === null ? EMPTY : { ...EMPTY, ...known }
}

/** An address and a folder may end with a slash, as they are often copied. */
export function readBucketForm(form: FormData): BucketForm {
  const text = (name: keyof BucketForm) => String(form.get(name) ?? '').trim()
  const folder = (name: keyof BucketForm) => text(name).replace(/\/+$/, '')
  return {
    endpoint: folder('endpoint'),
    region: text('region'),
    bucket: text('bucket'),
    prefix: folder('prefix').replace(/^\/+/, ''),
    addressing: text('addressing'),
    accessKey: text('accessKey'),
    secret: text('secret'),
  }
}

/** What the form makes of it, for the contract to judge. */
export function bucketBody({ secret, ...rest }: BucketForm): object {
  return { bucket: { ...rest, ...(secret === '' ? {} : { secret }) } }
}
