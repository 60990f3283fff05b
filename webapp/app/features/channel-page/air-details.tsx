import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useNow } from '../../shared/use-now.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formOfSchedule } from '../channel/domain/schedule-form.ts'
import { NextChange } from '../channel/next-change.tsx'
import { DetailRow } from './detail-row.tsx'
import { packagedAddresses } from './domain/packaged-addresses.ts'
import { pastAddress } from './domain/past-address.ts'
import { KeptPast } from './kept-past.tsx'
import { LastBreaks } from './last-breaks.tsx'
import { OnAirTracks } from './on-air-tracks.tsx'

/** Where the channel is played, what is in it, and when it is on. */
export function AirDetails({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation()
  const past = pastAddress(channel)
  const packaged = packagedAddresses(channel)
  return (
    <Panel title={t('channel.details')} bodyClassName="grid gap-4 text-sm">
      {channel.note ? (
        <DetailRow term={t('setting.note.label')}>
          <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{channel.note}</p>
        </DetailRow>
      ) : null}
      <Address term={t('channel.playback')} address={channel.playbackUrl} />
      {packaged === null ? null : (
        <>
          <Address term={t('channel.cmaf')} address={packaged.cmaf} hint={t('channel.cmafHint')} />
          <Address term={t('channel.dash')} address={packaged.dash} />
        </>
      )}
      {past === null ? null : (
        <Address term={t('channel.past')} address={past} hint={t('channel.pastHint')} />
      )}
      {past === null || channel.past === null ? null : (
        <DetailRow term={t('channel.kept')}>
          <KeptPast past={channel.past} dvr={channel.dvr} />
        </DetailRow>
      )}
      {channel.taken ? (
        <DetailRow term={t('tracks.onAir')}>
          <OnAirTracks taken={channel.taken} />
        </DetailRow>
      ) : null}
      {channel.cues === 'off' ? null : (
        <DetailRow term={t('setting.cues.label')}>
          <LastBreaks breaks={channel.breaks} />
        </DetailRow>
      )}
      {channel.schedule ? (
        <DetailRow term={t('schedule.title')}>
          <NextChange schedule={formOfSchedule(channel.schedule)} />
        </DetailRow>
      ) : null}
    </Panel>
  )
}

function Address({ term, address, hint }: { term: string; address: string; hint?: string }) {
  const { t } = useTranslation()
  const origin = useNow(() => window.location.origin)
  return (
    <DetailRow term={term}>
      <div className="flex items-center gap-2">
        <a href={address} className="min-w-0 font-mono text-xs [overflow-wrap:anywhere] underline">
          {origin && address.startsWith('/') ? origin : ''}
          {address}
        </a>
        <CopyButton
          label={t('channel.copyAddress')}
          text={() => new URL(address, window.location.href).href}
        />
      </div>
      {hint ? <p className="text-xs text-dim">{hint}</p> : null}
    </DetailRow>
  )
}
