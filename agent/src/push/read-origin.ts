import { createDecipheriv } from 'node:crypto'
import type { OriginSegment } from '../domain/hls-push/origin-playlist.ts'
import { type HttpClient, NoAnswer } from './http-client.ts'

/** What the origin has of a channel; null for what is not to be had, now or any more. */
export type OriginReader = {
  text(address: string): Promise<string | null>
  /** As it was before the origin encrypted it. `gone`: it has left the playlist. */
  segment(playlist: string, segment: OriginSegment): Promise<Buffer | 'gone' | null>
}

export function openOriginReader(client: HttpClient, agent: string): OriginReader {
  const keys = new Map<string, Buffer>()

  /** An origin that is started anew is not there for a moment. */
  async function get(address: string): Promise<{ status: number; body: Buffer } | null> {
    try {
      return await client(address, { method: 'GET', headers: { 'user-agent': agent } })
    } catch (error) {
      if (error instanceof NoAnswer) return null
      throw error
    }
  }

  async function keyAt(address: string): Promise<Buffer | null> {
    const known = keys.get(address)
    if (known) return known
    const got = await get(address)
    if (got?.status !== 200) return null
    // The one before is of use to segments that are still listed.
    const [oldest] = keys.keys()
    if (keys.size > 2 && oldest !== undefined) keys.delete(oldest)
    keys.set(address, got.body)
    return got.body
  }

  return {
    async text(address) {
      const got = await get(address)
      return got?.status === 200 ? got.body.toString('utf8') : null
    },
    async segment(playlist, { uri, keyUri, number }) {
      const got = await get(new URL(uri, playlist).href)
      if (got?.status === 404 || got?.status === 410) return 'gone'
      if (got?.status !== 200) return null
      if (keyUri === null) return got.body
      const key = await keyAt(new URL(keyUri, playlist).href)
      return key && decrypt(got.body, key, number)
    },
  }
}

/** RFC 8216 5.2: AES-128 in CBC mode; where no other is said, the sequence number is where it begins. */
function decrypt(body: Buffer, key: Buffer, mediaSequence: number): Buffer {
  const vector = Buffer.alloc(16)
  vector.writeBigUInt64BE(BigInt(mediaSequence), 8)
  const cipher = createDecipheriv('aes-128-cbc', key, vector)
  return Buffer.concat([cipher.update(body), cipher.final()])
}
