import { type ChannelView, needsEye } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMayOperate } from '../../shared/use-user.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Tone } from '../channel/domain/channel-status.ts'
import { Trouble } from '../channel/trouble.tsx'
import type { ChannelState } from '../channel/use-channel-state.ts'
import { ChannelIncidents } from './channel-incidents.tsx'
import { OffBySchedule } from './off-by-schedule.tsx'

type WhatIsWrongProps = { channel: ChannelView; state: ChannelState }

/** What is wrong comes first: why it is as it is, what is done about it, and which incidents it is in. */
export function WhatIsWrong({ channel, state }: WhatIsWrongProps) {
  const { t } = useTranslation()
  const mayOperate = useMayOperate()
  const { reason, activity, health, presentation } = state
  const isWrong = reason || activity.doing || (health && needsEye(health.level))
  return (
    <>
      {isWrong ? (
        <Notice tone={noticeTone(presentation.tone)} role="status">
          <Trouble
            state={state}
            {...(mayOperate ? { channel } : {})}
            className="[&>p]:line-clamp-none"
          />
        </Notice>
      ) : null}
      <ChannelIncidents channelId={channel.id} />
      {channel.startAnyway ? <Notice>{t('room.startedAnyway')}</Notice> : null}
      <OffBySchedule channel={channel} waiting={state.phase === 'scheduled'} />
    </>
  )
}

function noticeTone(tone: Tone): 'bad' | 'warning' | 'plain' {
  if (tone === 'bad' || tone === 'warning') return tone
  return 'plain'
}
