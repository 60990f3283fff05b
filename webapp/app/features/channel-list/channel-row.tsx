import type { ListedChannel } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { Copy } from 'lucide-react'
import { memo, type RefObject, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useChannelPulse } from '../../shared/live/use-live.ts'
import { useInView } from '../../shared/live/use-screen.ts'
import { Since } from '../../ui/elapsed.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { SelectBox } from '../bulk/select-box.tsx'
import { AirBadges } from '../channel/air-badges.tsx'
import { ChannelCommands } from '../channel/channel-commands.tsx'
import { LiveFigure } from '../channel/live-figure.tsx'
import { StatusBadge } from '../channel/status-badge.tsx'
import { Thumbnail } from '../channel/thumbnail.tsx'
import { Trouble } from '../channel/trouble.tsx'
import { useChannelState } from '../channel/use-channel-state.ts'
import { columnClass, FIGURES, ROLES } from './columns.ts'
import { useNearScreen } from './use-near-screen.ts'

type ChannelRowProps = {
  channel: ListedChannel
  mayOperate: boolean
  isFirst: boolean
  /** The group it is in is near the screen. */
  isWatched: boolean
}

/** A channel in little room: its name and its box always, the rest while it is near the screen. */
export const ChannelRow = memo(function ChannelRow(props: ChannelRowProps) {
  const { channel, mayOperate, isFirst, isWatched } = props
  const ref = useRef<HTMLTableRowElement>(null)
  const isNear = useNearScreen(ref, { isWatched, atFirst: isFirst })
  return (
    <tr ref={ref} {...ROLES.row} className="channel-row">
      <th {...ROLES.rowheader} scope="row">
        <div className="channel-row-name">
          <SelectBox channel={channel} />
          {isNear ? <RowPicture channel={channel} /> : null}
          <Link to={`/channels/${channel.id}`} className="channel-row-link" title={channel.name}>
            {channel.name}
          </Link>
        </div>
      </th>
      {isNear ? <LiveCells row={ref} channel={channel} mayOperate={mayOperate} /> : null}
    </tr>
  )
})

function RowPicture({ channel }: { channel: ListedChannel }) {
  const showing = useChannelPulse(channel.id, (pulse) => pulse.showing, channel.showing)
  return (
    <Thumbnail
      small
      name={channel.name}
      address={channel.thumbnailUrl}
      onAir={showing !== 'nothing'}
      className="w-14 shrink-0 rounded-sm max-sm:hidden"
    />
  )
}

type LiveCellsProps = { row: RefObject<Element>; channel: ListedChannel; mayOperate: boolean }

function LiveCells({ row, channel, mayOperate }: LiveCellsProps) {
  const state = useChannelState(channel)
  useInView(channel.id, row)
  return (
    <>
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
          className={`figure ${columnClass(name)} shrink-0 text-right whitespace-nowrap`}
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
    </>
  )
}

/** The form of a new channel like this one. */
function DuplicateLink({ channel }: { channel: ListedChannel }) {
  const { t } = useTranslation()
  return (
    <LinkButton
      look="quiet"
      size="icon"
      to={`/channels/new?from=${channel.id}`}
      title={t('path.duplicate')}
      aria-label={t('path.duplicateNamed', { name: channel.name })}
    >
      <Copy aria-hidden="true" />
    </LinkButton>
  )
}
