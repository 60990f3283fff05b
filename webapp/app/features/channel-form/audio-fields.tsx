import type { AudioFacts, SourceFacts } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { inputBounds } from '../../shared/domain/input-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { useTrackName } from '../channel/use-track-name.ts'
import { AudioRowLevel } from './audio-level.tsx'
import { AUDIO_ROWS, type AudioRow, isHeard } from './domain/audio-rows.ts'
import { choiceOf, trackMeant, tracksOf } from './domain/track-form.ts'
import { FoldedFields } from './folded-fields.tsx'
import { useChannelForm } from './form-context.tsx'
import { GrowingRows } from './growing-rows.tsx'
import { SettingInput } from './setting-input.tsx'
import { TrackChoice } from './track-choice.tsx'
import { useControl } from './use-control.ts'

/** `facts` is what a probe found of the first source; null while none has. */
type AudioFieldsProps = { facts: SourceFacts | null }

/** What viewers can hear instead of the main audio. */
export function AudioFields({ facts }: AudioFieldsProps) {
  const { t } = useTranslation()
  const { values, problem, change } = useChannelForm()
  const rows = values.audio
  const general = problem('output.audio.renditions')
  const isSet = rows.length > 0 || values['output.audio.language'] !== ''
  return (
    <FoldedFields title={t('audioChoice.title')} isSet={isSet} isWrong={general !== undefined}>
      <SettingInput path="output.audio.language" />
      <GrowingRows
        kind={AUDIO_ROWS}
        rows={rows}
        hint={t('audioChoice.hint')}
        problem={general}
        onChange={(audio) => change({ audio })}
      >
        {(row, at, onChange) => <AudioItem row={row} at={at} facts={facts} onChange={onChange} />}
      </GrowingRows>
    </FoldedFields>
  )
}

type AudioItemProps = {
  row: AudioRow
  at: number
  facts: SourceFacts | null
  onChange: (part: Partial<AudioRow>) => void
}

function AudioItem({ row, at, facts, onChange }: AudioItemProps) {
  const { t } = useTranslation()
  const { values, problem, problemBelow, boundsAt } = useChannelForm()
  const control = useControl()
  const trackName = useTrackName()
  const tracks = facts ? tracksOf(facts, values.sources[0]?.program ?? '') : []
  const offered = tracks.map((track: AudioFacts) => ({
    value: choiceOf(track),
    text: trackName(track),
  }))
  const meant = trackMeant(row.track, tracks)
  const sent = `output.audio.renditions.${at}`
  const [trackPath, labelPath] = [`audio.${at}.track`, `audio.${at}.label`]
  const number = at + 1
  return (
    <li className="grid gap-4 sm:grid-cols-2">
      <input type="hidden" name={`audio.${at}.name`} value={row.name} />
      <TrackChoice
        label={t('audioChoice.track', { number })}
        name={trackPath}
        value={row.track}
        none={t('audioChoice.none')}
        offered={offered}
        meant={meant ? trackName(meant) : null}
        problem={problemBelow(`${sent}.track`) ?? problem(`${sent}.name`)}
        onValue={(track) => onChange({ track })}
      />
      <Field
        label={t('audioChoice.label', { number })}
        hint={at === 0 ? t('audioChoice.labelHint') : undefined}
        problem={problem(`${sent}.label`)}
        {...control(labelPath)}
      >
        {(binding) => (
          <Input
            {...binding}
            name={labelPath}
            value={row.label}
            {...inputBounds(boundsAt(`${sent}.label`))}
            autoComplete="off"
            onChange={(event) => onChange({ label: event.target.value })}
          />
        )}
      </Field>
      {isHeard(row) ? <AudioRowLevel row={row} at={at} onChange={onChange} /> : null}
    </li>
  )
}
