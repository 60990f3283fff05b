import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type AuditedSegment, parsePlaylist } from './parse-playlist.ts'

export type Recording = {
  /** In the order of their numbers; `file` has the bytes as they were served. */
  segments: (AuditedSegment & { file: string })[]
}

/** Keeps everything that is published until the signal, as a viewer with a recorder would. */
export async function recordSegments(
  url: string,
  folder: string,
  signal: AbortSignal,
): Promise<Recording> {
  const kept = new Map<number, AuditedSegment & { file: string }>()
  while (!signal.aborted) {
    const text = await fetch(url).then(
      (answer) => (answer.ok ? answer.text() : null),
      () => null,
    )
    for (const segment of text === null ? [] : parsePlaylist(text).segments) {
      if (kept.has(segment.sequence)) continue
      const answer = await fetch(new URL(segment.uri, url)).catch(() => null)
      if (answer?.ok !== true) continue
      const file = join(folder, `${segment.sequence}.ts`)
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
      kept.set(segment.sequence, { ...segment, file })
    }
    await delay(200, undefined, { signal }).catch(() => undefined)
  }
  return { segments: [...kept.values()].sort((one, other) => one.sequence - other.sequence) }
}
