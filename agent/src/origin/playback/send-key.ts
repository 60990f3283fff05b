import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer } from '../answer.ts'
import type { OriginChannel } from '../channel/channel.ts'
import { isKeyByNow } from '../domain/playback/segment-cipher.ts'
import type { KeyPath } from '../domain/stream-path.ts'
import { admitViewer, type Clients, REFUSALS } from './admit-viewer.ts'
import { segmentKey } from './encrypt-segment.ts'

/** Sends the key of segments to who may watch, as it is asked for in their playlists. */
export async function sendKey(
  req: IncomingMessage,
  res: ServerResponse,
  { channel, keyNumber }: { channel: OriginChannel | undefined } & KeyPath,
  clients: Clients,
): Promise<void> {
  const guard = channel?.guard() ?? null
  if (!channel || guard === null || !isKeyByNow(keyNumber, Date.now())) {
    answer(res, 404, 'There is no such key.')
    return
  }
  const { refusal } = await admitViewer(req, guard, channel, clients)
  if (refusal !== null) {
    answer(res, 403, REFUSALS[refusal])
    return
  }
  const key = segmentKey(guard.key, keyNumber)
  // By no cache: the next who asks may be somebody else.
  const headers = { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' }
  res.writeHead(200, { ...headers, 'content-length': key.length })
  res.end(req.method === 'HEAD' ? undefined : key)
}
