import type { ChannelView, EventView } from '@cashbacktv/contract'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useNow } from '../../shared/use-now.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { formOfSchedule } from '../channel/domain/schedule-form.ts'
import { NextChange } from '../channel/next-change.tsx'
import { Encoding } from './encoding.tsx'
import { HostOf } from './host-of.tsx'
import { OnAirTracks } from './on-air-tracks.tsx'
import { SourceList } from './source-list.tsx'

type DetailsProps = { channel: ChannelView; presetName: string; timeline: readonly EventView[] }

/** Where the channel is played, what it is made of and how it is encoded. */
export function Details({ channel, presetName, timeline }: DetailsProps) {
  const { t } = useTranslation()
  const { hls } = channel
  const origin = useNow(() => window.location.origin)
  return (
    <Panel title={t('channel.details')} bodyClassName="grid gap-4 text-sm">
      {channel.note ? (
        <Row term={t('setting.note.label')}>
          <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{channel.note}</p>
        </Row>
      ) : null}
      <Row term={t('channel.playback')}>
        <div className="flex items-center gap-2">
          <a
            href={channel.playbackUrl}
            className="min-w-0 font-mono text-xs [overflow-wrap:anywhere] underline"
          >
            {origin && channel.playbackUrl.startsWith('/') ? origin : ''}
            {channel.playbackUrl}
          </a>
          <CopyButton
            label={t('channel.copyAddress')}
            text={() => new URL(channel.playbackUrl, window.location.href).href}
          />
        </div>
      </Row>
      <Row term={t('channel.sources')}>
        <SourceList channel={channel} timeline={timeline} />
      </Row>
      {channel.taken ? (
        <Row term={t('tracks.onAir')}>
          <OnAirTracks taken={channel.taken} />
        </Row>
      ) : null}
      {channel.schedule ? (
        <Row term={t('schedule.title')}>
          <NextChange schedule={formOfSchedule(channel.schedule)} />
        </Row>
      ) : null}
      <Row term={t('channel.encoding')}>
        <Encoding {...{ channel, presetName }} />
        <p className="figure text-xs text-dim">
          {t('channel.hls', { seconds: hls.segmentSeconds, count: hls.windowSegments })}
        </p>
      </Row>
      <Row term={t('channel.host')}>
        <HostOf channel={channel} />
      </Row>
    </Panel>
  )
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <h3 className="text-xs text-dim">{term}</h3>
      {children}
    </div>
  )
}
