import type { AudioFacts, SourceFacts } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useTrackName } from '../channel/use-track-name.ts'
import { choiceOf, type TrackValues, trackMeant, tracksOf } from './domain/track-form.ts'
import { FoldedFields } from './folded-fields.tsx'
import { TrackChoice } from './track-choice.tsx'

type TrackFieldsProps = {
  index: number
  values: TrackValues
  /** What a probe found; null while none has. */
  facts: SourceFacts | null
  problems: { program: string | undefined; audioTrack: string | undefined }
  onChange: (change: Partial<TrackValues>) => void
}

/**
 * Which programme and which audio is taken. Typed, as without JavaScript, until a probe has found
 * what there is to choose from.
 */
export function TrackFields({ index, values, facts, problems, onChange }: TrackFieldsProps) {
  const { t } = useTranslation()
  const trackName = useTrackName()
  const programs = (facts?.programs ?? []).filter(({ hasVideo }) => hasVideo)
  const offeredPrograms = programs.map(({ number, name }) => ({
    value: String(number),
    text: name ? `${number} · ${name}` : String(number),
  }))
  const tracks = facts ? tracksOf(facts, values.program) : []
  const meant = trackMeant(values.audioTrack, tracks)
  const offeredTracks = tracks.map((track: AudioFacts) => ({
    value: choiceOf(track),
    text: trackName(track),
  }))
  const isWrong = Boolean(problems.program ?? problems.audioTrack)
  const isSet = values.program !== '' || values.audioTrack !== ''
  const isChoice = programs.length > 1 || offeredTracks.length > 1
  return (
    <FoldedFields title={t('tracks.title')} isSet={isSet || isChoice} isWrong={isWrong}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TrackChoice
          label={t('tracks.program')}
          hint={t('tracks.programHint')}
          name={`sources.${index}.program`}
          none={t('tracks.auto')}
          value={values.program}
          offered={offeredPrograms}
          problem={problems.program}
          onValue={(program) => onChange({ program })}
        />
        <TrackChoice
          label={t('tracks.audio')}
          hint={t('tracks.audioHint')}
          name={`sources.${index}.audioTrack`}
          none={t('tracks.auto')}
          value={values.audioTrack}
          offered={offeredTracks}
          meant={meant ? trackName(meant) : null}
          problem={problems.audioTrack}
          onValue={(audioTrack) => onChange({ audioTrack })}
        />
      </div>
    </FoldedFields>
  )
}
