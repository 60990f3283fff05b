import type { ChannelView } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { ArrowLeft, Pencil } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMayOperate } from '../../shared/use-user.ts'
import { Since } from '../../ui/elapsed.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { AirBadges } from '../channel/air-badges.tsx'
import { ChannelCommands } from '../channel/channel-commands.tsx'
import { StatusBadge } from '../channel/status-badge.tsx'
import type { ChannelState } from '../channel/use-channel-state.ts'

type ChannelHeadProps = { channel: ChannelView; state: ChannelState }

/** Which channel this is, how it is, and what is done in haste. */
export function ChannelHead({ channel, state }: ChannelHeadProps) {
  const { t } = useTranslation()
  const mayOperate = useMayOperate()
  return (
    <header className="grid gap-2">
      <Link
        to="/channels"
        className="flex items-center gap-1.5 justify-self-start py-1 text-sm text-dim hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4 shrink-0" />
        {t('channel.back')}
      </Link>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{channel.name}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-sm">
            <StatusBadge status={state.presentation} />
            <AirBadges state={state} />
            <span className="figure text-dim">
              <Since at={state.since} />
            </span>
          </p>
        </div>
        {mayOperate ? (
          <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
            <ChannelCommands channel={channel} can={state.can} withWords />
            <LinkButton to={`/channels/${channel.id}/edit`}>
              <Pencil aria-hidden="true" />
              {t('channel.edit')}
            </LinkButton>
          </div>
        ) : null}
      </div>
    </header>
  )
}
