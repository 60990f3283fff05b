import { LoaderCircle, TvMinimal } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlayer } from './use-player.ts'

type LivePreviewProps = { name: string; address: string; onAir: boolean }

/** What viewers see, muted. */
export function LivePreview({ name, address, onAir }: LivePreviewProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLVideoElement>(null)
  const state = usePlayer(ref, address, onAir)
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
      {onAir && state === 'playing' ? null : (
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
