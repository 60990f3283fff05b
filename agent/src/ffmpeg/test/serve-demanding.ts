import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'

const KEY = Buffer.from('0123456789abcdef')

/**
 * The segments `0.ts` to `3.ts` of a folder as HLS: `/live.m3u8` and `/watch` with names without an
 * extension, `/jpg.m3u8` with names of pictures, `/key.m3u8` encrypted; and `/0.ts` as a stream.
 * Nothing is given to a request without the wanted headers.
 */
export async function serveDemanding(
  folder: string,
  wanted: Record<string, string>,
): Promise<{ url: string; refused: string[]; close(): Promise<void> }> {
  const refused: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (!hasAll(request, wanted)) {
      refused.push(pathname)
      return void response.writeHead(403).end()
    }
    const list = playlist(pathname)
    if (list === null) return void response.end(file(folder, pathname))
    const type = pathname === '/watch' ? 'text/plain' : 'application/vnd.apple.mpegurl'
    response.writeHead(200, { 'content-type': type }).end(list)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function hasAll({ headers }: IncomingMessage, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([name, value]) => headers[name] === value)
}

function playlist(pathname: string): string | null {
  const names: Record<string, (number: number) => string> = {
    '/live.m3u8': (number) => `chunk/${number}?s=a`,
    '/watch': (number) => `chunk/${number}`,
    '/jpg.m3u8': (number) => `picture/${number}.jpg`,
    '/key.m3u8': (number) => `sealed/${number}`,
  }
  const name = names[pathname]
  if (!name) return null
  const key = `#EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x${'0'.repeat(32)}\n`
  return [
    '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n',
    pathname === '/key.m3u8' ? key : '',
    ...[0, 1, 2, 3].map((number) => `#EXTINF:1,\n${name(number)}\n`),
    '#EXT-X-ENDLIST\n',
  ].join('')
}

function file(folder: string, pathname: string): Buffer {
  if (pathname === '/key') return KEY
  const number = /(\d)(\.\w+)?$/.exec(pathname)?.[1] ?? '0'
  return readFileSync(
    join(folder, `${number}${pathname.startsWith('/sealed') ? '.sealed' : '.ts'}`),
  )
}
