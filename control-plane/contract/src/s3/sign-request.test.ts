import { execFile } from 'node:child_process'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { objectAddress, type S3Bucket, type S3Request, signRequest } from './sign-request.ts'

const run = promisify(execFile)

/** Of the examples that AWS has published ("Authenticating Requests: Using the Authorization Header"). */
const EXAMPLE: S3Bucket = {
  endpoint: 'https://s3.amazonaws.com',
  region: 'us-east-1',
  bucket: 'examplebucket',
  addressing: 'host',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const THEN = new Date('2013-05-24T00:00:00Z')
const signatureOf = ({ authorization = '' }: Record<string, string | undefined>) =>
  /Signature=([0-9a-f]{64})$/.exec(authorization)?.[1]

test.each<[string, S3Request, string]>([
  [
    'an object with a range',
    { method: 'GET', key: 'test.txt', headers: { Range: 'bytes=0-9' } },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'an object that is put, with a name that has to be encoded',
    {
      method: 'PUT',
      key: 'test$file.text',
      headers: {
        Date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
      bodySha256: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'a word of the query without a value',
    { method: 'GET', key: '', query: { lifecycle: '' } },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'a query of two words',
    { method: 'GET', key: '', query: { prefix: 'J', 'max-keys': '2' } },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('%s is signed as in the example of AWS', (_, request, signature) => {
  expect(signatureOf(signRequest(EXAMPLE, request, THEN).headers)).toBe(signature)
})

test('where an object lies, by path and by host', () => {
  const local = { ...EXAMPLE, endpoint: 'http://[::1]:9000', addressing: 'path' as const }
  const key = "tv/news/a b'(1)+ü.mp4"
  const path = 'tv/news/a%20b%27%281%29%2B%C3%BC.mp4'
  expect(objectAddress(local, key)).toBe(`http://[::1]:9000/examplebucket/${path}`)
  expect(objectAddress(EXAMPLE, key)).toBe(`https://examplebucket.s3.amazonaws.com/${path}`)
})

test('curl signs the same request the same way', async () => {
  const seen: { url: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer((req, res) => {
    seen.push({ url: req.url ?? '', headers: req.headers })
    res.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const bucket: S3Bucket = {
      ...EXAMPLE,
      endpoint: `http://127.0.0.1:${port}`,
      addressing: 'path',
      region: 'eu-central-1',
    }
    const at = new Date(Math.floor(Date.now() / 1000) * 1000)
    const request: S3Request = {
      method: 'PUT',
      key: 'tv/news/news-20261129.mp4',
      query: { partNumber: '2', uploadId: 'a-b_c.~' },
      headers: { 'content-type': 'video/mp4', 'x-amz-meta-sha256': 'a'.repeat(64) },
    }
    const { url, headers } = signRequest(bucket, request, at)
    const { authorization: _ours, ...sent } = headers
    await run('curl', [
      ...['--silent', '--show-error', '--fail', '-X', 'PUT', '--path-as-is', url],
      ...['--aws-sigv4', `aws:amz:${bucket.region}:s3`],
      ...['--user', `${bucket.accessKey}:${bucket.secret}`],
      ...Object.entries(sent).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ])
    expect(seen[0]?.url).toBe(new URL(url).pathname + new URL(url).search)
    expect(signatureOf({ authorization: seen[0]?.headers.authorization })).toBe(
      signatureOf(headers),
    )
  } finally {
    server.close()
    server.closeAllConnections()
  }
})
