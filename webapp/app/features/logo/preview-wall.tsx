import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Panel } from '../../ui/panel.tsx'
import { Thumbnail } from '../channel/thumbnail.tsx'
import type { LogoValues } from './domain/logo-values.ts'
import { uploadAddress } from './domain/upload-address.ts'

const MOST = 48

type PreviewWallProps = { channels: readonly ChannelView[]; logo: LogoValues | null }

/** The logo on what every chosen channel shows now. */
export function PreviewWall({ channels, logo }: PreviewWallProps) {
  const { t } = useTranslation()
  const more = channels.length - MOST
  return (
    <Panel
      title={t('logoEditor.wall', { count: channels.length })}
      hint={more > 0 ? t('logoEditor.wallMore', { count: more }) : undefined}
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,11rem),1fr))] gap-3">
        {channels.slice(0, MOST).map((channel) => (
          <li key={channel.id} className="min-w-0">
            <div className="relative overflow-hidden rounded-md">
              <Thumbnail
                name={channel.name}
                address={channel.thumbnailUrl}
                onAir={channel.showing !== 'nothing'}
              />
              {logo ? (
                <img
                  src={uploadAddress(logo.assetId)}
                  alt=""
                  className="absolute"
                  style={{
                    left: `${logo.x * 100}%`,
                    top: `${logo.y * 100}%`,
                    width: `${logo.width * 100}%`,
                    opacity: logo.opacity,
                  }}
                />
              ) : null}
            </div>
            <p className="mt-1 truncate text-xs" title={channel.name}>
              {channel.name}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
