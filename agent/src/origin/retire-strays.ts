import { join } from 'node:path'
import type { PublishedSegment } from '@cashbacktv/contract'
import { listFolder, type Retention } from './retention.ts'

/**
 * After a restart nobody remembers what had left the playlist: files older than the oldest listed
 * one of their run are retired as if they had left it now.
 */
export function retireStrays(
  runsFolder: string,
  listed: readonly PublishedSegment[],
  retention: Retention,
  at: number,
): void {
  const oldest = new Map<string, string>()
  for (const { path } of listed) {
    const [run = '', file = ''] = path.split('/')
    if (!oldest.has(run)) oldest.set(run, file)
  }
  for (const [run, first] of oldest) {
    for (const file of listFolder(join(runsFolder, run))) {
      // Names are numbers of equal length, so text order is number order.
      if (file.endsWith('.ts') && file < first) retention.retire(`${run}/${file}`, at)
    }
  }
}
