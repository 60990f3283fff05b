import type { AnalyticsChannel, AnalyticsSort } from '@cashbacktv/contract'
import { ANALYTICS_SORTS } from '@cashbacktv/contract/analytics-sorts'
import { Link } from '@remix-run/react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { type AnalyticsQuery, PAGE_SIZE, searchOf } from './domain/analytics-query.ts'
import { changeOf, textOf } from './domain/shown-figures.ts'

type ChannelTableProps = {
  channels: readonly AnalyticsChannel[]
  count: number
  query: AnalyticsQuery
  seconds: number
}

/** What each channel came to; sorted by its links, in pages, so that it needs no script. */
export function ChannelTable({ channels, count, query, seconds }: ChannelTableProps) {
  const { t } = useTranslation()
  return (
    <Panel
      title={t('analytics.channels')}
      hint={<span className="figure">{t('analytics.channelCount', { count })}</span>}
      bodyClassName="p-0"
      actions={
        <LinkButton to={`/analytics/export${searchOf(query)}`} reloadDocument size="small">
          {t('analytics.export')}
        </LinkButton>
      }
    >
      <ScrollBox label={t('analytics.channels')} className="relative overflow-x-auto">
        <table className="w-full text-left text-sm whitespace-nowrap">
          <Head query={query} />
          <tbody className="figure">
            {channels.map((channel) => (
              <Row key={channel.channelId} channel={channel} seconds={seconds} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <Pages query={query} count={count} />
    </Panel>
  )
}

function Head({ query }: { query: AnalyticsQuery }) {
  const { t } = useTranslation()
  return (
    <thead className="border-b border-line text-xs text-dim">
      <tr>
        {ANALYTICS_SORTS.map((column) => {
          const sorted = query.sort === column
          const isDescending = query.order === 'desc'
          const label = t(`analytics.figure.${column}`)
          return (
            <th
              key={column}
              scope="col"
              aria-sort={sorted ? (isDescending ? 'descending' : 'ascending') : undefined}
              className={`px-3 py-1 font-medium ${column === 'name' ? '' : 'text-right'}`}
            >
              <Link
                to={searchOf(query, { sort: column, order: orderFor(column, query), page: 1 })}
                replace
                preventScrollReset
                title={t('analytics.sortBy', { column: label })}
                className="inline-block py-1 hover:text-ink hover:underline"
              >
                {label}
                <span aria-hidden="true">{sorted ? (isDescending ? ' ↓' : ' ↑') : ''}</span>
              </Link>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const WORST_FIRST: ReadonlySet<AnalyticsSort> = new Set(['name', 'availability', 'qualityScore'])

/** The other way round on the second press. First come names from A, the least available and the poorest, and the most of all else. */
function orderFor(column: AnalyticsSort, { sort, order }: AnalyticsQuery): 'asc' | 'desc' {
  if (column === sort) return order === 'asc' ? 'desc' : 'asc'
  return WORST_FIRST.has(column) ? 'asc' : 'desc'
}

function Row({ channel, seconds }: { channel: AnalyticsChannel; seconds: number }) {
  const { t } = useTranslation()
  const form = { format: useFormat(), units: t('time.units', { returnObjects: true }), seconds }
  const { figures, before } = channel
  return (
    <tr className="border-b border-line last:border-0 hover:bg-raised">
      <th
        scope="row"
        className="sticky left-0 max-w-64 truncate bg-surface px-3 py-1.5 font-medium max-sm:max-w-32"
      >
        <ChannelName channel={channel} />
      </th>
      {ANALYTICS_SORTS.map((name) =>
        name === 'name' ? null : (
          <td
            key={name}
            title={t('analytics.before', { value: textOf(name, before, form) })}
            className={`px-3 py-1.5 text-right ${
              changeOf(name, figures, before).change === 'worse' ? 'text-bad' : ''
            }`}
          >
            {textOf(name, figures, form)}
          </td>
        ),
      )}
    </tr>
  )
}

function ChannelName({ channel: { channelId, name, isDeleted } }: { channel: AnalyticsChannel }) {
  const { t } = useTranslation()
  if (name === null) return <span className="text-dim">{t('analytics.gone')}</span>
  if (isDeleted) {
    return (
      <span title={name}>
        {name} <span className="font-normal text-dim">({t('analytics.deleted')})</span>
      </span>
    )
  }
  return (
    <Link to={`/channels/${channelId}`} title={name} className="hover:underline">
      {name}
    </Link>
  )
}

function Pages({ query, count }: { query: AnalyticsQuery; count: number }) {
  const { t } = useTranslation()
  const pages = Math.ceil(count / PAGE_SIZE)
  if (pages < 2) return null
  const { page } = query
  return (
    <nav
      aria-label={t('analytics.pages')}
      className="flex items-center gap-3 border-t border-line p-3 text-sm"
    >
      {page > 1 ? (
        <LinkButton to={searchOf(query, { page: page - 1 })} size="small">
          {t('analytics.earlier')}
        </LinkButton>
      ) : null}
      <span className="figure text-dim">{t('analytics.page', { page, pages })}</span>
      {page < pages ? (
        <LinkButton to={searchOf(query, { page: page + 1 })} size="small">
          {t('analytics.later')}
        </LinkButton>
      ) : null}
    </nav>
  )
}
