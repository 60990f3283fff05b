import type { ReadableSource, Reason } from '@cashbacktv/contract'
import { checkSource, reachable } from './check-source.ts'
import { lookAtPlaylist } from './look-at-playlist.ts'
import { isReadAsBytes, lookAtStart } from './look-at-start.ts'

const GLANCE_MS = 5000

/** What is wrong with the bytes of a source, as soon as it shows; null when nothing is seen to be. */
export async function glanceAt(
  given: ReadableSource,
  allowCidrs: readonly string[],
  signal?: AbortSignal,
): Promise<Reason | null> {
  if (!isReadAsBytes(given.url)) return null
  const source = reachable(given, allowCidrs)
  const deadline = Date.now() + GLANCE_MS
  try {
    const look = await lookAtStart(source, { depth: 'glance', timeoutMs: GLANCE_MS, signal })
    if (look.kind === 'refused') return look.reason
    if (look.content !== 'hls') return null
    const admit = (inner: string) => checkSource(inner, { allowCidrs })
    const text = look.start.bytes.toString('utf8')
    const found = await lookAtPlaylist(source, text, {
      depth: 'glance',
      deadline,
      admit,
      signal,
    })
    return found.kind === 'refused' ? found.reason : null
  } catch {
    // FFmpeg cannot be started: the run says so.
    return null
  }
}
