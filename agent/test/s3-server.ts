import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { RecordingBucket } from '@cashbacktv/contract'

type Upload = { key: string; headers: Record<string, string>; parts: Map<number, Buffer> }
type Stored = { body: Buffer; headers: Record<string, string> }

/** How the next requests are answered. `cut`: the connection ends in the middle of the body. */
export type Fault = Refusal | 'cut' | 'silent'
type Refusal = { status: number; code: string }

/**
 * A server that is like S3 as far as uploads in parts, and taking them back, go. It checks every signature by itself, and not by what makes
 * them, and keeps objects in memory.
 */
export type S3Server = {
  bucket: RecordingBucket
  objects: Map<string, Stored>
  uploads: Map<string, Upload>
  /** What was asked, in its order: `PUT tv/a.mp4 part 2`. */
  log: string[]
  /** Taken from the front, one for each request that it fits. */
  faults: { on: RegExp; fault: Fault }[]
  /** Told before a request is answered. */
  onRequest(line: string): void
  close(): Promise<void>
}

const SECRET = 'a secret/of+the bucket'.replaceAll(' ', '-')
const REGION = 'eu-test-1'

export async function startS3Server(): Promise<S3Server> {
  const server = createServer((req, res) => void take(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : null
  const self: S3Server = {
    bucket: {
      endpoint: `http://127.0.0.1:${port}`,
      region: REGION,
      bucket: 'recordings',
      prefix: 'tv',
      addressing: 'path',
      accessKey: 'TESTKEY',
      secret: SECRET,
    },
    objects: new Map(),
    uploads: new Map(),
    log: [],
    faults: [],
    onRequest: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  let ids = 0

  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', self.bucket.endpoint)
    const key = decodeURIComponent(url.pathname.replace(/^\/[^/]*\/?/, ''))
    const line = lineOf(req.method ?? '', key, url.searchParams)
    self.log.push(line)
    const fault = faultFor(line)
    if (fault === 'cut') {
      cut(req)
      return
    }
    const body = await bodyOf(req)
    if (body === null) return
    self.onRequest(line)
    if (fault === 'silent') return
    const refused = fault ?? whyRefused(req, url, body)
    if (refused !== null) refuse(res, refused)
    else answer(req, res, url, key, body)
  }

  function faultFor(line: string): Fault | null {
    const at = self.faults.findIndex(({ on }) => on.test(line))
    return at < 0 ? null : (self.faults.splice(at, 1)[0]?.fault ?? null)
  }

  function answer(
    req: IncomingMessage,
    res: ServerResponse,
    url: URL,
    key: string,
    body: Buffer,
  ): void {
    const id = url.searchParams.get('uploadId')
    const upload = id === null ? undefined : self.uploads.get(id)
    if (id !== null && upload?.key !== key) {
      refuse(res, { status: 404, code: 'NoSuchUpload' })
    } else if (upload !== undefined && id !== null) {
      ofUpload(req, res, url, body, id, upload)
    } else if (req.method === 'POST' && url.searchParams.has('uploads')) {
      const made = `upload-${ids++}`
      self.uploads.set(made, { key, headers: ownHeaders(req), parts: new Map() })
      res.end(
        `<InitiateMultipartUploadResult><UploadId>${made}</UploadId></InitiateMultipartUploadResult>`,
      )
    } else ofObject(req, res, key, body)
  }

  function ofObject(req: IncomingMessage, res: ServerResponse, key: string, body: Buffer): void {
    const object = self.objects.get(key)
    if (key === '' && req.method === 'GET') {
      res.end(listOf(self.objects, new URL(req.url ?? '', self.bucket.endpoint).searchParams))
    } else if (req.method === 'HEAD' || req.method === 'GET') {
      const { status, headers } = object ? found(object) : { status: 404, headers: {} }
      res.writeHead(status, headers).end(req.method === 'GET' ? object?.body : undefined)
    } else if (req.method === 'PUT') {
      self.objects.set(key, { body, headers: ownHeaders(req) })
      res.writeHead(200, { etag: etagOf(body) }).end()
    } else if (req.method === 'DELETE') {
      self.objects.delete(key)
      res.writeHead(204).end()
    } else refuse(res, { status: 400, code: 'InvalidRequest' })
  }

  function ofUpload(
    { method, headers }: IncomingMessage,
    res: ServerResponse,
    { searchParams }: URL,
    body: Buffer,
    id: string,
    upload: Upload,
  ): void {
    if (method === 'PUT') {
      upload.parts.set(Number(searchParams.get('partNumber')), body)
      res.writeHead(200, { etag: etagOf(body) }).end()
    } else if (method === 'GET') {
      res.end(listing(upload, Number(searchParams.get('part-number-marker') ?? 0)))
    } else if (method === 'DELETE') {
      self.uploads.delete(id)
      res.writeHead(204).end()
    } else if (headers['if-none-match'] === '*' && self.objects.has(upload.key)) {
      refuse(res, { status: 412, code: 'PreconditionFailed' })
    } else {
      putTogether(res, body, id, upload)
    }
  }

  function putTogether(res: ServerResponse, body: Buffer, id: string, upload: Upload): void {
    const listed = body.toString('utf8')
    // The order of the two is the client's.
    const parts = listed.split('</Part>').slice(0, -1)
    const bodies = parts.map((text) => {
      const part = upload.parts.get(Number(/<PartNumber>(\d+)</.exec(text)?.[1]))
      const etag = /<ETag>([^<]*)</.exec(text)?.[1]
      return part && etagOf(part) === etag?.replaceAll(/&(quot|#34);/g, '"') ? part : null
    })
    if (bodies.includes(null)) {
      refuse(res, { status: 400, code: 'InvalidPart' })
      return
    }
    const whole = Buffer.concat(bodies.flatMap((part) => part ?? []))
    self.objects.set(upload.key, { body: whole, headers: upload.headers })
    self.uploads.delete(id)
    res.end('<CompleteMultipartUploadResult/>')
  }

  return self
}

function found({ body, headers }: Stored) {
  const own = { 'content-length': `${body.length}`, etag: etagOf(body), 'last-modified': CHANGED }
  return { status: 200, headers: { ...headers, ...own } }
}
const CHANGED = 'Thu, 01 Jan 2026 00:00:00 GMT'

/** Of a folder, whose names are all on one page. */
function listOf(objects: S3Server['objects'], query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? ''
  const contents = [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .map(
      ([key, { body }]) =>
        `<Contents><Key>${key}</Key><Size>${body.length}</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>`,
    )
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`
}

/** In the middle of its body, where it has one. */
function cut(req: IncomingMessage): void {
  if (req.headers['content-length'] === undefined) req.socket.destroy()
  else req.once('data', () => req.socket.destroy())
}

/** Null where whoever sent it is gone. */
async function bodyOf(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of req) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch {
    return null
  }
}

/** Two parts a page, so that more than one is asked for. */
function listing({ parts }: Upload, after: number): string {
  const rest = [...parts].filter(([number]) => number > after).sort(([one], [two]) => one - two)
  const page = rest.slice(0, 2).map(([number, body]) => {
    const etag = etagOf(body).replaceAll('"', '&quot;')
    return `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag><Size>${body.length}</Size></Part>`
  })
  const last = rest.slice(0, 2).at(-1)?.[0] ?? after
  return `<ListPartsResult><IsTruncated>${rest.length > 2}</IsTruncated><NextPartNumberMarker>${last}</NextPartNumberMarker>${page.join('')}</ListPartsResult>`
}

const hashOf = (name: string, body: Buffer | string) => createHash(name).update(body).digest('hex')
const etagOf = (body: Buffer) => `"${hashOf('md5', body)}"`

function ownHeaders({ headers }: IncomingMessage): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => /^(x-amz-meta-|content-type$)/.test(name))
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]))
}

function lineOf(method: string, key: string, query: URLSearchParams): string {
  const part = query.get('partNumber')
  const what =
    part === null ? [...query.keys()].filter((name) => name !== 'uploadId')[0] : `part ${part}`
  const of = query.has('uploadId') && part === null ? 'upload' : what
  return [method, key, of].filter((word) => word !== undefined).join(' ')
}

function refuse(res: ServerResponse, fault: Refusal): void {
  res.writeHead(fault.status, { 'content-type': 'application/xml' })
  res.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>No.</Message></Error>`)
}

/** Signature Version 4 written a second time, from what arrived. */
function whyRefused(req: IncomingMessage, url: URL, body: Buffer): Refusal | null {
  if (!/^\/recordings(\/|$)/.test(url.pathname)) return { status: 404, code: 'NoSuchBucket' }
  const { authorization = '', 'x-amz-date': date = '', 'x-amz-content-sha256': hash } = req.headers
  const said =
    /Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(
      authorization,
    )
  const [, key, day = '', region = '', names = '', signature] = said ?? []
  if (key !== 'TESTKEY') return { status: 403, code: 'InvalidAccessKeyId' }
  if (region !== REGION) return { status: 400, code: 'AuthorizationHeaderMalformed' }
  if (hash !== hashOf('sha256', body)) return { status: 400, code: 'XAmzContentSHA256Mismatch' }
  const stamp = String(date)
  const instant = stamp.replace(/^(....)(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z')
  if (Math.abs(Date.now() - Date.parse(instant)) > 900_000) {
    return { status: 403, code: 'RequestTimeTooSkewed' }
  }
  const query = url.search.slice(1).split('&').filter(Boolean).sort().join('&')
  let canonical = `${req.method}\n${url.pathname}\n${query}\n`
  for (const name of names.split(';')) canonical += `${name}:${req.headers[name]}\n`
  canonical += `\n${names}\n${hash}`
  let signing: Buffer | string = `AWS4${SECRET}`
  for (const word of [day, region, 's3', 'aws4_request']) {
    signing = createHmac('sha256', signing).update(word).digest()
  }
  const text = `AWS4-HMAC-SHA256\n${stamp}\n${day}/${region}/s3/aws4_request\n${hashOf('sha256', canonical)}`
  const right = createHmac('sha256', signing).update(text).digest('hex')
  return signature === right ? null : { status: 403, code: 'SignatureDoesNotMatch' }
}
