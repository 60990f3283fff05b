import { codecName, type TakenTracks } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useTrackName } from '../channel/use-track-name.ts'

/** Which programme and audio of its source viewers get. */
export function OnAirTracks({ taken }: { taken: TakenTracks }) {
  const { t } = useTranslation()
  const trackName = useTrackName()
  const { program, programName, video, audio, audioTrackMissing } = taken
  const programText =
    program === null
      ? []
      : [t('tracks.programNamed', { number: program }), programName ?? ''].filter(Boolean)
  const picture = `${codecName(video.codec)} ${video.width} × ${video.height}`
  return (
    <div className="figure grid gap-0.5 text-xs">
      <p>{[...programText, picture].join(' · ')}</p>
      <p>{audio ? trackName(audio) : t('form.noAudio')}</p>
      {audioTrackMissing ? <p className="text-warning">▲ {t('tracks.missing')}</p> : null}
    </div>
  )
}
