import type { ChannelView } from '@cashbacktv/contract'
import { Link, useSearchParams } from '@remix-run/react'
import { Copy } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useInView } from '../../shared/live/use-screen.ts'
import { Button } from '../../ui/button.tsx'
import { Since } from '../../ui/elapsed.tsx'
import { SelectBox } from '../bulk/select-box.tsx'
import { AirBadges } from '../channel/air-badges.tsx'
import { ChannelCommands } from '../channel/channel-commands.tsx'
import { ChannelLink } from '../channel/channel-link.tsx'
import { LiveFigure } from '../channel/live-figure.tsx'
import { StatusBadge } from '../channel/status-badge.tsx'
import { Thumbnail } from '../channel/thumbnail.tsx'
import { Trouble } from '../channel/trouble.tsx'
import { useChannelState } from '../channel/use-channel-state.ts'
import { type ListQuery, orderAddress, readListQuery } from './domain/channel-list.ts'

const FIGURES = ['speed', 'fps', 'cpu', 'memory', 'bitrateOut', 'viewers'] as const
const FROM_WIDE: Partial<Record<(typeof FIGURES)[number], string>> = {
  speed: 'max-lg:hidden',
  fps: 'max-2xl:hidden',
  cpu: 'max-xl:hidden',
  memory: 'max-2xl:hidden',
  bitrateOut: 'max-2xl:hidden',
  viewers: 'max-sm:hidden',
}
/** A bit rate is a longer word than a share or a count. */
const widthOf = (name: (typeof FIGURES)[number]) => (name === 'bitrateOut' ? 'w-30' : 'w-23')

const ORDERS: Partial<Record<(typeof FIGURES)[number], ListQuery['order']>> = {
  speed: 'speed',
  cpu: 'cpu',
  viewers: 'viewers',
}

/** Said again, because boxes in place of table cells lose what they are. */
const ROLES = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

type ChannelTableProps = {
  channels: readonly ChannelView[]
  /** So many of them; the others only by their names as yet. */
  inFull: number
  mayOperate: boolean
}

/** Many channels in little room. Its rows are boxes, so that those off the screen are not laid out. */
export function ChannelTable({ channels, inFull, mayOperate }: ChannelTableProps) {
  const { t } = useTranslation()
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <table {...ROLES.table} className="block text-left text-sm">
        <thead
          {...ROLES.rowgroup}
          className="block border-b border-line text-xs text-dim max-sm:sr-only"
        >
          <tr
            {...ROLES.row}
            className="flex items-center [&>th]:px-3 [&>th]:py-2 [&>th]:font-medium"
          >
            <Heading order="name" text={t('list.columns.channel')} className="w-[27%] shrink-0" />
            <Heading order="worst" text={t('list.columns.state')} className="min-w-0 flex-1" />
            {FIGURES.map((name) => (
              <Heading
                key={name}
                order={ORDERS[name] ?? null}
                text={t(`figure.${name}`)}
                className={`${widthOf(name)} shrink-0 text-right ${FROM_WIDE[name] ?? ''}`}
              />
            ))}
            {mayOperate ? (
              <th {...ROLES.columnheader} scope="col" className="w-40 shrink-0">
                <span className="sr-only">{t('list.columns.actions')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody {...ROLES.rowgroup} className="block">
          {channels.map((channel, index) =>
            index < inFull ? (
              <ChannelRow key={channel.id} channel={channel} mayOperate={mayOperate} />
            ) : (
              <tr key={channel.id} {...ROLES.row} className="lazy-row block">
                <th {...ROLES.rowheader} scope="row" className="block px-3 py-1.5 font-medium">
                  <ChannelLink channel={channel} />
                </th>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** A heading that sorts, by a link: the order is in the address. */
function Heading(props: { order: ListQuery['order'] | null; text: string; className?: string }) {
  const { order, text, className } = props
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const query = readListQuery(params)
  if (!order) {
    return (
      <th {...ROLES.columnheader} scope="col" className={className}>
        {text}
      </th>
    )
  }
  const upwards = (order === 'name' || order === 'worst' || order === 'speed') !== query.reversed
  const sorted = query.order === order ? (upwards ? 'ascending' : 'descending') : undefined
  return (
    <th {...ROLES.columnheader} scope="col" aria-sort={sorted} className={className}>
      <Link
        to={orderAddress(params, order)}
        replace
        preventScrollReset
        title={t('list.sortBy', { name: text })}
        className="inline-block py-1 hover:text-ink hover:underline"
      >
        {text}
        {sorted ? <span aria-hidden="true">{upwards ? ' ↑' : ' ↓'}</span> : null}
      </Link>
    </th>
  )
}

/** The form of a new channel like this one. */
function DuplicateLink({ channel }: { channel: Pick<ChannelView, 'id' | 'name'> }) {
  const { t } = useTranslation()
  return (
    <Button look="quiet" size="icon" asChild>
      <Link
        to={`/channels/new?from=${channel.id}`}
        title={t('path.duplicate')}
        aria-label={t('path.duplicateNamed', { name: channel.name })}
      >
        <Copy aria-hidden="true" />
      </Link>
    </Button>
  )
}

const ChannelRow = memo(function ChannelRow(props: { channel: ChannelView; mayOperate: boolean }) {
  const { channel, mayOperate } = props
  const state = useChannelState(channel)
  const ref = useInView<HTMLTableRowElement>(channel.id)
  return (
    <tr
      ref={ref}
      {...ROLES.row}
      className="lazy-row border-b border-line last:border-0 focus-within:bg-raised hover:bg-raised sm:flex sm:items-center max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-1 [&>td]:px-3 [&>td]:py-1.5 max-sm:[&>td]:py-1 [&>th]:px-3 [&>th]:py-1.5"
    >
      <th {...ROLES.rowheader} scope="row" className="font-medium sm:w-[27%] sm:shrink-0">
        <div className="flex items-center gap-2.5">
          <SelectBox channel={channel} className="-ml-1.5" />
          <Thumbnail
            small
            name={channel.name}
            address={channel.thumbnailUrl}
            onAir={state.showing !== 'nothing'}
            className="w-14 shrink-0 rounded-sm max-sm:hidden"
          />
          <Link
            to={`/channels/${channel.id}`}
            className="truncate py-1 hover:underline"
            title={channel.name}
          >
            {channel.name}
          </Link>
        </div>
      </th>
      <td {...ROLES.cell} className="max-sm:order-1 max-sm:col-span-2 sm:min-w-0 sm:flex-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
          <StatusBadge status={state.presentation} />
          <AirBadges state={state} />
          <span className="figure text-xs text-dim">
            <Since at={state.since} />
          </span>
          <Trouble state={state} className="w-full min-w-0 text-xs [&>p]:line-clamp-2" />
        </div>
      </td>
      {FIGURES.map((name) => (
        <td
          key={name}
          {...ROLES.cell}
          className={`figure ${widthOf(name)} shrink-0 text-right whitespace-nowrap ${FROM_WIDE[name] ?? ''}`}
        >
          <LiveFigure channel={channel} name={name} />
        </td>
      ))}
      {mayOperate ? (
        <td {...ROLES.cell} className="sm:w-40 sm:shrink-0">
          <div className="flex justify-end">
            <ChannelCommands channel={channel} can={state.can} />
            <DuplicateLink channel={channel} />
          </div>
        </td>
      ) : null}
    </tr>
  )
})
