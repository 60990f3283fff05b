import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer } from '../answer.ts'
import { initSection } from '../domain/cmaf/init-section.ts'
import type { Packaged } from '../domain/cmaf/packaged-path.ts'
import { TEXT } from '../domain/cmaf/read-text.ts'
import { configOfRun } from './run-configs.ts'

type InitAsked = Extract<Packaged, { of: 'init' }>

/** Sends what has to be read before the segments of a run, made of one of them. `below`: the folder that `asked` is below. */
export function sendInit(
  req: IncomingMessage,
  res: ServerResponse,
  below: string,
  asked: InitAsked,
  type: string,
): void {
  const { kind, folder, prefix, source: extension } = asked
  const run = { below, folder, prefix, extension }
  const config = kind === 'text' ? TEXT : configOfRun(run, kind)
  if (config === null) {
    answer(res, 404, 'There is no such track, or not any more.')
    return
  }
  const section = initSection(config)
  res.writeHead(200, {
    'content-type': type,
    'content-length': section.length,
    'cache-control': 'public, max-age=3600, immutable',
  })
  res.end(req.method === 'HEAD' ? undefined : section)
}
