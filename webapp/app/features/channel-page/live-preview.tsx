import type { ChannelView, SourceWarning } from '@cashbacktv/contract'
import { LoaderCircle, TvMinimal } from 'lucide-react'
import { useRef } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Thumbnail } from '../channel/thumbnail.tsx'
import { unplayableVideo } from './domain/unplayable-video.ts'
import { usePlayer } from './use-player.ts'

type LivePreviewProps = {
  channel: Pick<ChannelView, 'name' | 'playbackUrl' | 'thumbnailUrl' | 'warnings'>
  onAir: boolean
}

/** What viewers see, muted. */
export function LivePreview({ channel, onAir }: LivePreviewProps) {
  const { t } = useTranslation()
  const { name, playbackUrl, warnings } = channel
  const ref = useRef<HTMLVideoElement>(null)
  const state = usePlayer(ref, playbackUrl, onAir)
  const warning = unplayableVideo(warnings)
  return (
    <div className="relative aspect-video overflow-hidden rounded-lg border border-line bg-black">
      <video
        ref={ref}
        aria-label={t('channel.preview', { name })}
        muted
        playsInline
        controls={onAir}
        className="size-full"
      />
      {onAir && state === 'playing' ? null : onAir && warning ? (
        <Still {...{ channel, warning }} />
      ) : (
        <div className="pointer-events-none absolute inset-0 grid place-content-center justify-items-center gap-2 bg-black p-4 text-center text-white">
          {onAir ? (
            <>
              <LoaderCircle aria-hidden="true" className="size-6 animate-spin" />
              <p role="status" className="text-sm">
                {t(state === 'failed' ? 'channel.previewFailed' : 'channel.previewLoading')}
              </p>
            </>
          ) : (
            <>
              <TvMinimal aria-hidden="true" className="size-8 opacity-70" strokeWidth={1.5} />
              <p className="text-sm font-medium">{t('channel.previewOff')}</p>
              <p className="text-xs opacity-80">{t('channel.previewOffText')}</p>
            </>
          )}
        </div>
      )}
    </div>
  )
}

/** In place of a wait that has no end: some browsers play it after all, and it then goes away. */
function Still(props: { channel: LivePreviewProps['channel']; warning: SourceWarning }) {
  const { name, thumbnailUrl } = props.channel
  const apiText = useApiText()
  return (
    <div className="absolute inset-0">
      <Thumbnail name={name} address={thumbnailUrl} onAir className="size-full" />
      <p role="status" className="absolute inset-x-0 bottom-0 bg-black/80 p-3 text-sm text-white">
        {apiText.warning(props.warning)}
      </p>
    </div>
  )
}
