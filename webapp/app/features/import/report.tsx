import { type ImportReport, maskUrl } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { Download } from 'lucide-react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { buttonClass } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { csvText } from './domain/csv-text.ts'

/** What became of each row, to be read and to be kept. */
export function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { rows, started } = report
  const made = rows.filter(({ outcome }) => outcome === 'created').length
  const said = started ? 'import.doneStarted' : 'import.done'
  return (
    <Panel title={t('import.report')} bodyClassName="grid gap-4 p-4">
      <Notice tone={made > 0 ? 'good' : 'warning'} role="status">
        {made > 0 ? t(said, { count: made }) : t('import.doneNone')}
      </Notice>
      <div className="flex flex-wrap gap-2">
        <LinkButton look="primary" to="/channels">
          {t('import.toChannels')}
        </LinkButton>
        <a className={buttonClass({})} href={useReportFile(report)} download="import.csv">
          <Download aria-hidden="true" />
          {t('import.download')}
        </a>
        <LinkButton look="quiet" to="/channels/import" reloadDocument>
          {t('import.again')}
        </LinkButton>
      </div>
      <ul className="divide-y divide-line rounded-md border border-line text-sm">
        {rows.map(({ line, name, outcome, channelId, problems }) => (
          <li key={line} className="lazy-card flex flex-wrap items-baseline gap-x-3 px-3 py-2">
            <span className={`w-28 shrink-0 ${COLORS[outcome]}`}>
              <span aria-hidden="true">{MARKS[outcome]} </span>
              {t(`import.outcome.${outcome}`)}
            </span>
            <span className="min-w-0 flex-1 basis-48 [overflow-wrap:anywhere]">
              {channelId ? (
                <Link to={`/channels/${channelId}`} className="font-medium hover:underline">
                  {name}
                </Link>
              ) : (
                name || t('import.unnamed')
              )}
              {channelId === null && problems.length > 0 ? (
                <span className="block text-xs text-dim">
                  {problems.map(apiText.field).join(' ')}
                </span>
              ) : null}
            </span>
            <span className="text-xs text-dim">{t('import.row', { line })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const COLORS = { planned: 'text-dim', created: 'text-good', left: 'text-dim', failed: 'text-bad' }
const MARKS = { planned: '○', created: '✓', left: '○', failed: '◆' }

/** The report as an address of its own, so that it can be kept without JavaScript too. */
function useReportFile({ rows }: ImportReport): string {
  const { t, i18n } = useTranslation()
  const apiText = useApiText()
  const columns = ['line', 'name', 'outcome', 'slug', 'source', 'problem'] as const
  const lines = rows.map(({ line, name, outcome, slug, sources, channelId, problems }) => [
    ...[String(line), name, t(`import.outcome.${outcome}`), channelId ? slug : ''],
    sources.map(({ url }) => maskUrl(url)).join(' '),
    channelId ? '' : problems.map(apiText.field).join(' '),
  ])
  const head = columns.map((column) => t(`import.reportColumns.${column}`))
  const text = csvText([head, ...lines], i18n.language === 'tr' ? ';' : ',')
  return `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`
}
