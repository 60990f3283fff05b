import { useTranslation } from '../../i18n/use-translation.ts'
import { useChannelPulse } from '../../shared/live/use-live.ts'
import { loudnessShare } from './domain/loudness-share.ts'

/** How loud the channel is, up the edge of its picture. Nothing where it is not measured. */
export function LoudnessBar({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const lufs = useChannelPulse(channelId, (pulse) => pulse.loudnessLufs, null)
  if (lufs === null) return null
  const label = t('wall.loudness', { lufs })
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className="absolute inset-y-1 right-1 w-1.5 overflow-hidden rounded-full bg-black/60"
    >
      <span
        className="block size-full origin-bottom bg-good transition-transform duration-300 motion-reduce:transition-none"
        style={{ transform: `scaleY(${loudnessShare(lufs)})` }}
      />
    </span>
  )
}
