import type { ChannelView } from '@cashbacktv/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../lib/use-now.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Panel } from '../ui/panel.tsx'

/** Where the channel is played, what it is made of and how it is encoded. */
export function Details({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation()
  const { output, hls } = channel
  const origin = useNow(() => window.location.origin)
  const height = output.renditions[0]?.height
  const encoding =
    output.mode === 'copy'
      ? t('form.copy')
      : [t('form.transcode'), output.presetId, height ? `${height}p` : t('form.heightSource')].join(
          ' · ',
        )
  return (
    <Panel title={t('channel.details')} bodyClassName="grid gap-4 text-sm">
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
        <ol className="grid gap-1">
          {channel.sources.map(({ id, url }, index) => (
            <li key={id} className="flex gap-2 text-xs">
              <span className="figure text-dim">{index + 1}.</span>
              <span className="min-w-0 font-mono [overflow-wrap:anywhere]">{url}</span>
              {id === channel.activeSourceId ? (
                <span className="whitespace-nowrap text-good">● {t('channel.active')}</span>
              ) : null}
            </li>
          ))}
        </ol>
      </Row>
      <Row term={t('channel.encoding')}>
        <p>{encoding}</p>
        <p className="figure text-xs text-dim">
          {t('channel.hls', { seconds: hls.segmentSeconds, count: hls.windowSegments })}
        </p>
      </Row>
      <Row term={t('channel.host')}>{channel.hostName ?? t('channel.noHost')}</Row>
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
