import type { ListedChannel } from '@cashbacktv/contract'
import { Link, useSearchParams } from '@remix-run/react'
import { useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { ChannelRow } from './channel-row.tsx'
import { columnClass, FIGURES, ROLES } from './columns.ts'
import { type ListQuery, orderAddress, readListQuery } from './domain/channel-list.ts'
import { inGroups } from './domain/in-groups.ts'
import { plainRow } from './domain/plain-markup.ts'
import { AT_FIRST, ROWS_IN_GROUP } from './sizes.ts'
import { useNearGroup } from './use-near-screen.ts'
import { usePlainGroup } from './use-plain-group.ts'

const ORDERS: Partial<Record<(typeof FIGURES)[number], ListQuery['order']>> = {
  speed: 'speed',
  cpu: 'cpu',
  viewers: 'viewers',
}

type ChannelTableProps = {
  channels: readonly ListedChannel[]
  mayOperate: boolean
}

/** Many channels in little room. Its parts are boxes, so that those off the screen are not laid out. */
export function ChannelTable({ channels, mayOperate }: ChannelTableProps) {
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
                className={`${columnClass(name)} shrink-0 text-right`}
              />
            ))}
            {mayOperate ? (
              <th {...ROLES.columnheader} scope="col" className="w-40 shrink-0">
                <span className="sr-only">{t('list.columns.actions')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        {inGroups(channels, ROWS_IN_GROUP).map(({ from, items }) => (
          <RowGroup key={from} from={from} channels={items} mayOperate={mayOperate} />
        ))}
      </table>
    </div>
  )
}

/** Rows that are laid out together, once they are near the screen. */
function RowGroup({ from, channels, mayOperate }: ChannelTableProps & { from: number }) {
  const ref = useRef<HTMLTableSectionElement>(null)
  const { isWatched, isPlain } = useNearGroup(ref, from < AT_FIRST)
  const plain = usePlainGroup(ref, { isPlain, channels }, plainRow)
  return (
    <tbody
      ref={ref}
      {...ROLES.rowgroup}
      className="lazy-rows block [&:last-child>:last-child]:border-0"
      {...plain}
    >
      {plain
        ? null
        : channels.map((channel, index) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              mayOperate={mayOperate}
              isFirst={from + index < AT_FIRST}
              isWatched={isWatched}
            />
          ))}
    </tbody>
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
