import type { RunId, RunLogSummary } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { Input, Select } from '../../ui/input.tsx'
import { LOG_FLOORS, type LogFloor } from './domain/log-filter.ts'

type Choice = { runId: RunId | null; floor: LogFloor; search: string }

/** Which run, which lines of its log, and how many those are; `count` is null while it is paused. */
export function LogBar({
  runs,
  choice,
  choose,
  count,
}: {
  runs: readonly RunLogSummary[]
  choice: Choice
  choose: { [K in keyof Choice]: (value: Choice[K]) => void }
  count: { shown: number; total: number } | null
}) {
  const { t } = useTranslation()
  const nameOf = useRunName()
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <Select
        aria-label={t('logs.run')}
        className="w-auto max-w-full"
        value={choice.runId ?? ''}
        onChange={({ target }) =>
          choose.runId(runs.find(({ runId }) => runId === target.value)?.runId ?? null)
        }
      >
        <option value="">{t('logs.newest')}</option>
        {runs.map((run) => (
          <option key={run.runId} value={run.runId}>
            {nameOf(run)}
          </option>
        ))}
      </Select>
      <Input
        type="search"
        aria-label={t('logs.search')}
        placeholder={t('logs.search')}
        className="min-w-36 flex-1"
        value={choice.search}
        onChange={({ target }) => choose.search(target.value)}
      />
      <Select
        aria-label={t('logs.level')}
        className="w-auto"
        value={choice.floor}
        onChange={({ target }) =>
          choose.floor(LOG_FLOORS.find((known) => known === target.value) ?? 'info')
        }
      >
        {LOG_FLOORS.map((value) => (
          <option key={value} value={value}>
            {t(`logs.floor.${value}`)}
          </option>
        ))}
      </Select>
      <p className="figure text-xs text-dim">
        {count === null ? t('logs.paused') : t('logs.shown', count)}
      </p>
    </div>
  )
}

/** When a run started and how it ended, in the language of the page. */
function useRunName() {
  const { t, i18n } = useTranslation()
  const apiText = useApiText()
  return ({ startedAt, end }: RunLogSummary) => {
    const style = { dateStyle: 'short', timeStyle: 'medium' } as const
    const at = new Date(startedAt).toLocaleString(localeOf(i18n.language), style)
    const reason = end?.reason ?? null
    if (end === null) return `${at} · ${t('logs.runsOn')}`
    if (reason === null) return `${at} · ${t('logs.asked')}`
    return `${at} · ${t('logs.failed', { message: apiText.reason(reason) })}`
  }
}
