import type { ServerResponse } from 'node:http'

/** A short answer for people and players that ask for what is not there. */
export function answer(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  res.end(text === '' ? undefined : `${text}\n`)
}
