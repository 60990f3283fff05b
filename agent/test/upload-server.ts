import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** How it answers what is uploaded: with a status, or never. */
export type Mood = number | 'silent'

type Asks = 'nobody' | 'basic' | 'digest'

/** A web server that takes files, keeps them in memory and hands them out, as an ingest or WebDAV does. */
export type UploadServer = {
  base: string
  port: number
  /** By address, with its query. */
  files: Map<string, Buffer>
  /** All that was uploaded or deleted, in its order: `PUT /live/index.m3u8`. */
  log: string[]
  /** Every text that a playlist has had, by address. */
  playlists: { path: string; text: string }[]
  /** Names whose bytes were not the same each time. */
  changed: string[]
  /** Names that a playlist listed before they were there. */
  early: string[]
  mood: Mood
  asks: Asks
  close(): Promise<void>
}

export const USER = { name: 'sender', password: 'p:ss wörd' }
const REALM = 'ingest'

/** `tls`: by https, with this key and certificate. */
export async function startUploadServer(
  port = 0,
  tls: { key: Buffer; cert: Buffer } | null = null,
): Promise<UploadServer> {
  let nonces = 0
  const answer = (req: IncomingMessage, res: ServerResponse) => void take(req, res)
  const server = tls === null ? createServer(answer) : createTlsServer(tls, answer)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  const self: UploadServer = {
    base: `http${tls === null ? '' : 's'}://127.0.0.1:${own}`,
    port: own,
    files: new Map(),
    log: [],
    playlists: [],
    changed: [],
    early: [],
    mood: 201,
    asks: 'nobody',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = req
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    if (method === 'GET') {
      const file = self.files.get(path)
      res.writeHead(file ? 200 : 404).end(file)
      return
    }
    if (self.mood === 'silent') return
    if (!isKnown(req)) {
      const nonce = `n${nonces++}`
      const asked = `Digest realm="${REALM}", qop="auth", algorithm=MD5, nonce="${nonce}", opaque="o"`
      const offer = self.asks === 'basic' ? `Basic realm="${REALM}"` : asked
      res.writeHead(401, { 'www-authenticate': offer }).end()
      return
    }
    self.log.push(`${method} ${path}`)
    if (self.mood < 300) keep(method, path, Buffer.concat(chunks))
    res.writeHead(self.mood).end()
  }

  function keep(method: string, path: string, body: Buffer): void {
    if (method === 'DELETE') {
      self.files.delete(path)
      return
    }
    const before = self.files.get(path)
    self.files.set(path, body)
    if (path.includes('.m3u8')) noteList(path, body.toString('utf8'))
    else if (before && !before.equals(body)) self.changed.push(path)
  }

  function noteList(path: string, text: string): void {
    self.playlists.push({ path, text })
    const names = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    if (!path.includes('?'))
      self.early.push(...names.filter((name) => !self.files.has(folder + name)))
  }

  /** Judged by itself, and not by what makes the header: RFC 7617 2 and RFC 7616 3.4.1. */
  function isKnown({ headers: { authorization = '' }, method = '', url = '' }: IncomingMessage) {
    if (self.asks === 'nobody') return true
    if (self.asks === 'basic') {
      const said = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString('utf8')
      return said === `${USER.name}:${USER.password}`
    }
    const said = Object.fromEntries(
      [...authorization.matchAll(/(\w+)="?([^",]+)"?/g)].map(([, name, value]) => [name, value]),
    )
    const md5 = (text: string) => createHash('md5').update(text).digest('hex')
    const who = md5(`${USER.name}:${REALM}:${USER.password}`)
    const what = md5(`${method}:${url}`)
    const whole = [who, said.nonce, said.nc, said.cnonce, 'auth', what].join(':')
    return said.uri === url && said.nonce?.startsWith('n') && said.response === md5(whole)
  }

  return self
}
