import { Form, Link, useSearchParams, useSubmit } from '@remix-run/react'
import { memo, useMemo } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { DASH, type Format, formatDuration } from '../../shared/domain/format.ts'
import { usePolling } from '../../shared/use-polling.ts'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import {
  PROCESS_COLUMNS,
  type ProcessColumn,
  type ProcessQuery,
  type ProcessRow,
  readProcessQuery,
  selectProcesses,
} from './domain/process-list.ts'

/** What a phone has no room for beside the figures. */
const FROM_WIDE: Partial<Record<ProcessColumn, string>> = {
  hostName: 'max-sm:hidden',
  pid: 'max-sm:hidden',
}
const NUMBERS = new Set<ProcessColumn>(PROCESS_COLUMNS.slice(2))

/** Every FFmpeg, the busiest first; sort and filter are kept in the address. */
export function ProcessTable({ initial }: { initial: readonly ProcessRow[] }) {
  const { t, i18n } = useTranslation()
  const apiText = useApiText()
  const submit = useSubmit()
  const [params] = useSearchParams()
  const query = useMemo(() => readProcessQuery(params), [params])
  const { data, problem } = usePolling(
    (signal) => browserApi.monitoring.processes.query(undefined, { signal }),
    { everyMs: 2000, key: 'processes' },
  )
  const all: readonly ProcessRow[] = data?.items ?? initial
  const rows = useMemo(
    () => selectProcesses(all, query, i18n.language),
    [all, query, i18n.language],
  )
  return (
    <Panel
      title={t('monitoring.processes')}
      hint={<span className="figure">{t('monitoring.processCount', { count: all.length })}</span>}
      bodyClassName="p-0"
      actions={
        <Form
          role="search"
          method="get"
          className="w-80 max-w-full"
          onChange={(event) => submit(event.currentTarget, { replace: true })}
        >
          <input type="hidden" name="view" value="processes" />
          <input type="hidden" name="sort" value={query.sort} />
          <input type="hidden" name="order" value={query.descending ? 'desc' : 'asc'} />
          <Input
            type="search"
            name="filter"
            aria-label={t('monitoring.filter')}
            placeholder={t('monitoring.filter')}
            defaultValue={query.filter}
          />
        </Form>
      }
    >
      {problem ? (
        <Notice tone="warning" role="status" className="m-3">
          {t('monitoring.stale', { message: apiText.problem(problem) })}
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <p className="px-4 py-10 text-center text-sm text-dim">
          {t(all.length === 0 ? 'monitoring.noProcesses' : 'monitoring.noMatch')}
        </p>
      ) : (
        <ScrollBox label={t('monitoring.processes')} className="relative overflow-x-auto">
          <table className="w-full text-left text-sm whitespace-nowrap">
            <Head query={query} />
            <tbody className="figure">
              {rows.map((row) => (
                <Row key={`${row.channelId} ${row.pid}`} row={row} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Panel>
  )
}

function Head({ query }: { query: ProcessQuery }) {
  const { t } = useTranslation()
  return (
    <thead className="border-b border-line text-xs text-dim">
      <tr>
        {PROCESS_COLUMNS.map((column) => {
          const sorted = query.sort === column
          const order = sorted && query.descending ? 'asc' : 'desc'
          const search = new URLSearchParams({ view: 'processes', sort: column, order })
          if (query.filter) search.set('filter', query.filter)
          const label = t(`monitoring.column.${column}`)
          return (
            <th
              key={column}
              scope="col"
              aria-sort={sorted ? (query.descending ? 'descending' : 'ascending') : undefined}
              className={`px-3 py-1 font-medium ${NUMBERS.has(column) ? 'text-right' : ''} ${FROM_WIDE[column] ?? ''}`}
            >
              <Link
                to={`?${search}`}
                replace
                preventScrollReset
                title={t('monitoring.sortBy', { column: label })}
                className="inline-block py-1 hover:text-ink hover:underline"
              >
                {label}
                <span aria-hidden="true">{sorted ? (query.descending ? ' ↓' : ' ↑') : ''}</span>
              </Link>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const Row = memo(function Row({ row }: { row: ProcessRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const units = t('time.units', { returnObjects: true })
  const uptime = (seconds: number | null) =>
    seconds === null ? DASH : formatDuration(seconds * 1000, units)
  return (
    <tr className="border-b border-line last:border-0 hover:bg-raised [&>td]:px-3 [&>td]:py-1.5 [&>td]:text-right">
      <th
        scope="row"
        className="sticky left-0 max-w-64 truncate bg-surface px-3 py-1.5 font-medium max-sm:max-w-40"
      >
        <Link to={`/channels/${row.channelId}`} title={row.channelName} className="hover:underline">
          {row.channelName}
        </Link>
      </th>
      <td title={row.hostName ?? undefined} className="max-w-40 truncate !text-left max-sm:hidden">
        {row.hostName ?? DASH}
      </td>
      <td className="max-sm:hidden">{row.pid}</td>
      {CELLS.map(([column, text]) => (
        <td key={column}>{text(format, row[column])}</td>
      ))}
      <td>{uptime(row.uptimeSeconds)}</td>
    </tr>
  )
})

type FigureColumn =
  | 'cpuPercent'
  | 'memoryBytes'
  | 'fps'
  | 'speed'
  | 'outputBitrateKbps'
  | 'droppedFrames'
const CELLS: [FigureColumn, (format: Format, value: number | null) => string][] = [
  ['cpuPercent', (format, value) => format.percent(value)],
  ['memoryBytes', (format, value) => format.bytes(value)],
  ['fps', (format, value) => format.fps(value)],
  ['speed', (format, value) => format.speed(value)],
  ['outputBitrateKbps', (format, value) => format.bitrate(value)],
  ['droppedFrames', (format, value) => format.count(value)],
]
