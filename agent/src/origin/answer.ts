import type { ServerResponse } from 'node:http'

/** A short answer for people and players that ask for what is not there. */
export function answer(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  res.end(text === '' ? undefined : `${text}\n`)
}

/** For who asks for what takes its turn while too much waits already. */
export function answerBusy(res: ServerResponse): void {
  res.setHeader('retry-after', '1')
  answer(res, 503, 'Too much is asked for at the moment. Ask again.')
}
