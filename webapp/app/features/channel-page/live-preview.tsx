import type { ChannelView, SourceWarning } from '@cashbacktv/contract'
import { LoaderCircle, TvMinimal } from 'lucide-react'
import { useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { watchPath } from '../../shared/domain/watch-path.ts'
import { Thumbnail } from '../channel/thumbnail.tsx'
import { pastAddress } from './domain/past-address.ts'
import { playerTime } from './domain/past-marks.ts'
import { unplayableVideo } from './domain/unplayable-video.ts'
import { PastStrip } from './past-strip.tsx'
import { BY_ITSELF, type Playing, usePlayer } from './use-player.ts'

type LivePreviewProps = {
  channel: Pick<
    ChannelView,
    'id' | 'name' | 'playbackUrl' | 'thumbnailUrl' | 'isGuarded' | 'warnings' | 'dvr'
  >
  onAir: boolean
}

/** What viewers see, muted. */
export function LivePreview({ channel, onAir }: LivePreviewProps) {
  const { t } = useTranslation()
  const { id, name, isGuarded, warnings, dvr } = channel
  const playbackUrl = isGuarded ? watchPath(id, 'playlist') : channel.playbackUrl
  const ref = useRef<HTMLVideoElement>(null)
  const [goesBack, setGoesBack] = useState(false)
  const past = pastAddress({ playbackUrl, dvr })
  const address = goesBack && past !== null ? past : playbackUrl
  const { state, ...played } = usePlayer(ref, address, onAir)
  const warning = unplayableVideo(warnings)
  const goTo = (at: number) => {
    if (ref.current && played.timeline) ref.current.currentTime = playerTime(played.timeline, at)
  }
  return (
    <>
      <div className="relative aspect-video overflow-hidden rounded-lg border border-line bg-black">
        <video
          ref={ref}
          aria-label={t('channel.preview', { name })}
          muted
          playsInline
          controls={onAir}
          className="size-full"
        />
        {onAir ? (
          <div className="absolute top-2 right-2 z-10 flex gap-2">
            {past === null ? null : <WayBack goesBack={goesBack} choose={setGoesBack} />}
            <AudioChoice {...played} />
            <SubtitleChoice {...played} />
            <SizeChoice {...played} />
          </div>
        ) : null}
        {onAir && state === 'playing' ? null : onAir && warning ? (
          <Still channel={channel} warning={warning} />
        ) : (
          <Cover hasFailed={state === 'failed'} onAir={onAir} />
        )}
      </div>
      {onAir && address === past && played.timeline !== null ? (
        <PastStrip
          channelId={id}
          timeline={played.timeline}
          playlist={played.playlist}
          goTo={goTo}
        />
      ) : null}
    </>
  )
}

/** In place of a picture that is yet to come, or that there is none of. */
function Cover({ onAir, hasFailed }: { onAir: boolean; hasFailed: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="pointer-events-none absolute inset-0 grid place-content-center justify-items-center gap-2 bg-black p-4 text-center text-white">
      {onAir ? (
        <>
          <LoaderCircle aria-hidden="true" className="size-6 animate-spin" />
          <p role="status" className="text-sm">
            {t(hasFailed ? 'channel.previewFailed' : 'channel.previewLoading')}
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
  )
}

/** Between what is live and what is kept of it. */
function WayBack(props: { goesBack: boolean; choose: (goesBack: boolean) => void }) {
  const { t } = useTranslation()
  const { goesBack, choose } = props
  return (
    <button
      type="button"
      aria-pressed={goesBack}
      onClick={() => choose(!goesBack)}
      className={ON_PICTURE}
    >
      {t(goesBack ? 'channel.previewLive' : 'channel.previewPast')}
    </button>
  )
}

const ON_PICTURE = 'h-8 rounded-md border border-white/30 bg-black/70 px-2 text-sm text-white'

/** Of a channel with several audio tracks; the preview is muted until somebody turns it up. */
function AudioChoice({ audios, heard, hear }: Pick<Playing, 'audios' | 'heard' | 'hear'>) {
  const { t } = useTranslation()
  if (audios.length === 0) return null
  return (
    <select
      aria-label={t('channel.previewAudio')}
      value={heard}
      onChange={({ target }) => hear(Number(target.value))}
      className={ON_PICTURE}
    >
      {audios.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

function SubtitleChoice(props: Pick<Playing, 'subtitles' | 'read' | 'showSubtitles'>) {
  const { t } = useTranslation()
  const { subtitles, read, showSubtitles } = props
  if (subtitles.length === 0) return null
  return (
    <select
      aria-label={t('channel.previewSubtitles')}
      value={read}
      onChange={({ target }) => showSubtitles(Number(target.value))}
      className={ON_PICTURE}
    >
      <option value={BY_ITSELF}>{t('channel.previewNoSubtitles')}</option>
      {subtitles.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** Of a ladder: how a rendition looks is seen by asking for it. */
function SizeChoice({ sizes, chosen, choose }: Pick<Playing, 'sizes' | 'chosen' | 'choose'>) {
  const { t } = useTranslation()
  if (sizes.length === 0) return null
  return (
    <select
      aria-label={t('channel.previewSize')}
      value={chosen}
      onChange={({ target }) => choose(Number(target.value))}
      className={ON_PICTURE}
    >
      <option value={BY_ITSELF}>{t('channel.previewSizeAuto')}</option>
      {sizes.map(({ level, height, kbps }) => (
        <option key={level} value={level}>
          {`${height}p · ${t('encoding.kbps', { kbps })}`}
        </option>
      ))}
    </select>
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
