import { basename } from 'node:path'
import type { PublishedSegment } from '@cashbacktv/contract'
import type { Retention } from './retention.ts'
import { segmentsOfRun } from './segments-of-run.ts'

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
    for (const file of segmentsOfRun(runsFolder, run)) {
      // Names are numbers of equal length, so text order is number order.
      if (basename(file) < first) retention.retire(`${run}/${file}`, at)
    }
  }
}
