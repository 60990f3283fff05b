import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SplitStack } from '../../stack/start-split-stack.ts'
import type { Planted } from './values.ts'

/** By which the newest segments of the channel that is encrypted are deciphered (RFC 8216, 4.3.2.4). */
export async function sowSegmentKey(playlist: string, url: string, planted: Planted) {
  const [, uri = ''] = /#EXT-X-KEY:METHOD=AES-128,URI="([^"]+)"/.exec(playlist) ?? []
  const answer = await fetch(new URL(uri, url))
  const key = Buffer.from(await answer.arrayBuffer())
  if (answer.status !== 200 || key.length !== 16) throw new Error(`No key: ${answer.status}.`)
  planted.keepBytes('key of segments', key)
}

/** What the agent was given, and has made, to be known by and to seal its state with. */
export function sowHost({ agentDir }: SplitStack, planted: Planted) {
  const identity: unknown = JSON.parse(readFileSync(join(agentDir, 'identity.json'), 'utf8'))
  const { credential } = z.object({ credential: z.string() }).parse(identity)
  planted.keep('credential of a host', credential)
  planted.keep('key of a host', readFileSync(join(agentDir, '../host.key'), 'utf8').trim())
}
