import type { RunId } from '@cashbacktv/contract'
import { isLive } from '../domain/reconcile/world.ts'
import { hasLostSource, logSize } from '../ffmpeg/log-since.ts'
import type { RunTable } from './run-table.ts'

export type SiblingWatch = {
  /** A run begins to open its source. */
  opens(runId: RunId): void
  /** To be called often while runs start. */
  look(): void
}

type Pair = { next: RunId; before: RunId; logFile: string; offset: number }

/**
 * Whether a run on air loses its source when the run that is to follow it opens it: by its log, since
 * FFmpeg connects again by itself, and the two would push each other out for ever.
 */
export function watchSiblings(table: RunTable, wake: () => void): SiblingWatch {
  let pairs: readonly Pair[] = []

  function opens(next: RunId): void {
    const opening = table.get(next)?.run
    for (const { run, handle } of table.entries()) {
      const isBeside = run.channelId === opening?.channelId && run.readerKey === opening.readerKey
      if (!isBeside || run.runId === next || !isLive(run) || handle === null) continue
      const { logFile } = handle
      const offset = logSize(logFile)
      pairs = [...pairs, { next, before: run.runId, logFile, offset }]
    }
  }

  function isOpen({ next, before }: Pair): boolean {
    const [opening, onAir] = [table.get(next)?.run, table.get(before)?.run]
    return opening?.over === null && opening.firstSegmentAt === null && onAir?.over === null
  }

  return {
    opens,
    look() {
      if (pairs.length === 0) return
      pairs = pairs.filter(isOpen)
      const lost = pairs.filter(({ logFile, offset }) => hasLostSource(logFile, offset))
      if (lost.length === 0) return
      pairs = pairs.filter((pair) => !lost.includes(pair))
      for (const { before } of lost) table.change(before, { disturbed: true })
      wake()
    },
  }
}
