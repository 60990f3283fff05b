import type { ImportRow } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import type { ProbeQueue, ProbeSource } from './use-probe-queue.ts'

type ProbeBarProps = {
  rows: readonly ImportRow[]
  queue: ProbeQueue
  chosen: ReadonlySet<number>
  onDrop: (lines: readonly number[]) => void
}

/** Probing of the sources of the rows that are chosen: how far it is, and its end. */
export function ProbeBar({ rows, queue, chosen, onDrop }: ProbeBarProps) {
  const { t } = useTranslation()
  const { probed, total, probe, end } = queue
  const done = [...probed.values()].filter(({ kind }) => kind !== 'asking').length
  const isBusy = done < total
  const wanted = rows.filter(({ line }) => chosen.has(line))
  const failed = wanted.filter(({ sources }) =>
    sources.every(({ url }) => probed.get(url)?.kind === 'failed'),
  )
  const unreadable = [...probed.values()].filter(({ kind }) => kind === 'failed').length
  const said = isBusy
    ? t('import.probing', { done, total })
    : total > 0
      ? t('import.probed', { count: done })
      : t('import.probeHint')
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {isBusy ? (
        <Button size="small" onClick={end}>
          {t('import.probeEnd')}
        </Button>
      ) : (
        <Button
          size="small"
          disabled={wanted.length === 0}
          onClick={() => probe(wanted.flatMap(sourcesOf))}
        >
          {t('import.probe')}
        </Button>
      )}
      {isBusy ? <progress max={total} value={done} aria-hidden="true" className="w-32" /> : null}
      <p role="status" className="figure text-sm text-dim">
        {said}
        {unreadable > 0 ? ` · ${t('import.probeFailed', { count: unreadable })}` : ''}
      </p>
      {!isBusy && failed.length > 0 ? (
        <Button size="small" look="quiet" onClick={() => onDrop(failed.map(({ line }) => line))}>
          {t('import.untickFailed')}
        </Button>
      ) : null}
    </div>
  )
}

/** Looked into from the host that the row is pinned to, or from where a new channel would go. */
function sourcesOf({ sources, hostId }: ImportRow): ProbeSource[] {
  return sources.map((source) => (hostId === null ? source : { ...source, hostId }))
}
