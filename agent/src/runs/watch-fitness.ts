import { degradingReason, sourceWarnings } from '@cashbacktv/contract'
import type { Ffmpeg } from '../ports.ts'
import type { Snapshots } from '../supervisor/snapshots.ts'
import type { RunTable } from './run-table.ts'

export type FitnessWatch = {
  table: RunTable
  snapshots: Pick<Snapshots, 'current'>
  ffmpeg: Pick<Ffmpeg, 'rememberedFacts'>
  wake(): void
}

/** Marks runs whose source, as it is put out, many players cannot play. */
export function watchFitness({ table, snapshots, ffmpeg, wake }: FitnessWatch): () => void {
  return () => {
    const specs = new Map(snapshots.current()?.channels.map((spec) => [spec.id, spec]))
    for (const { run, handle } of table.entries()) {
      const spec = specs.get(run.channelId)
      if (handle === null || run.over !== null || spec === undefined) continue
      const facts = ffmpeg.rememberedFacts(handle.source)
      const isCard = handle.source.url.startsWith('testcard:')
      const warnings = facts === null || isCard ? [] : sourceWarnings(facts, spec.output)
      const unfit = degradingReason(warnings) ?? undefined
      if (unfit?.code === run.unfit?.code) continue
      table.change(run.runId, { unfit })
      wake()
    }
  }
}
