import { createHash, createHmac } from 'node:crypto'
import type { RecordingBucket } from '../recordings/recording-bucket.ts'

export type S3Bucket = Pick<
  RecordingBucket,
  'endpoint' | 'region' | 'bucket' | 'addressing' | 'accessKey' | 'secret'
>

export type S3Request = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Of the object, as it is called: not encoded. */
  key: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  /** SHA-256 of the body, in hexadecimal; that of none where there is none. */
  bodySha256?: string
}

export type SignedRequest = { url: string; headers: Record<string, string> }

export const sha256Of = (body: string | Uint8Array) =>
  createHash('sha256').update(body).digest('hex')

const NO_BODY = sha256Of('')

/**
 * A request of S3 with its signature of version 4, as AWS has written it down ("Authenticating Requests:
 * Using the Authorization Header"). All headers that are given are signed.
 */
export function signRequest(bucket: S3Bucket, request: S3Request, at: Date): SignedRequest {
  const { method, key, query = {}, bodySha256 = NO_BODY } = request
  const { origin, host, path } = objectPlace(bucket, key)
  const search = canonicalQuery(query)
  const stamp = at.toISOString().replace(/[:-]|\.\d{3}/g, '')
  const headers = {
    ...request.headers,
    'x-amz-content-sha256': bodySha256,
    'x-amz-date': stamp,
  }
  const signed = Object.entries({ ...headers, host })
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.trim()])
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const names = signed.map(([name]) => name).join(';')
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join('')
  const canonical = [method, path, search, lines, names, bodySha256].join('\n')
  const scope = `${stamp.slice(0, 8)}/${bucket.region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256Of(canonical)].join('\n')
  const signature = hmac(signingKey(bucket, stamp.slice(0, 8)), toSign).toString('hex')
  const credential = `Credential=${bucket.accessKey}/${scope}`
  const authorization = `AWS4-HMAC-SHA256 ${credential},SignedHeaders=${names},Signature=${signature}`
  const url = `${origin}${path}${search === '' ? '' : `?${search}`}`
  return { url, headers: { ...headers, authorization } }
}

/** Where people find an object. */
export function objectAddress(bucket: S3Bucket, key: string): string {
  const { origin, path } = objectPlace(bucket, key)
  return `${origin}${path}`
}

function objectPlace({ endpoint, bucket, addressing }: S3Bucket, key: string) {
  const url = new URL(endpoint)
  const host = addressing === 'host' ? `${bucket}.${url.host}` : url.host
  const folders = addressing === 'host' ? [] : [bucket]
  const path = `/${[...folders, ...key.split('/')].map(encoded).join('/')}`
  return { origin: `${url.protocol}//${host}`, host, path }
}

function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
}

/** RFC 3986 2.3: all but what is unreserved there. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function signingKey({ secret, region }: S3Bucket, day: string): Buffer {
  return [day, region, 's3', 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`))
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
