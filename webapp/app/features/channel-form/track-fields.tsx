import type { AudioFacts, SourceFacts } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Field, type FieldBinding } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { useTrackName } from '../channel/use-track-name.ts'
import { choiceOf, type TrackValues, tracksOf } from './domain/track-form.ts'
import { useControl } from './use-control.ts'

type TrackFieldsProps = {
  index: number
  values: TrackValues
  /** What a probe found; null while none has. */
  facts: SourceFacts | null
  problems: { program: string | undefined; audioTrack: string | undefined }
  onChange: (change: Partial<TrackValues>) => void
}

/**
 * Which programme and which sound is taken. Typed, as without JavaScript, until a probe has found
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
  const offeredTracks = (facts ? tracksOf(facts, values.program) : []).map((track: AudioFacts) => ({
    value: choiceOf(track),
    text: trackName(track),
  }))
  const isWrong = Boolean(problems.program ?? problems.audioTrack)
  const isSet = values.program !== '' || values.audioTrack !== ''
  const isChoice = programs.length > 1 || offeredTracks.length > 1
  return (
    <details open={isWrong || isSet || isChoice} className="text-sm">
      <summary className="cursor-pointer py-1 text-dim hover:text-ink">{t('tracks.title')}</summary>
      <div className="mt-2 grid gap-4 sm:grid-cols-2">
        <Choice
          label={t('tracks.program')}
          hint={t('tracks.programHint')}
          name={`sources.${index}.program`}
          value={values.program}
          offered={offeredPrograms}
          problem={problems.program}
          onValue={(program) => onChange({ program })}
        />
        <Choice
          label={t('tracks.sound')}
          hint={t('tracks.soundHint')}
          name={`sources.${index}.audioTrack`}
          value={values.audioTrack}
          offered={offeredTracks}
          problem={problems.audioTrack}
          onValue={(audioTrack) => onChange({ audioTrack })}
        />
      </div>
    </details>
  )
}

type ChoiceProps = {
  label: string
  hint: string
  name: string
  value: string
  offered: readonly { value: string; text: string }[]
  problem: string | undefined
  onValue: (value: string) => void
}

function Choice({ label, hint, name, value, offered, problem, onValue }: ChoiceProps) {
  const { t } = useTranslation()
  const own = useControl()(name)
  const control = (binding: FieldBinding) => {
    const common = {
      ...binding,
      name,
      value,
      onChange: (event: { target: { value: string } }) => onValue(event.target.value),
    }
    if (offered.length === 0) {
      return (
        <Input {...common} autoComplete="off" spellCheck={false} placeholder={t('tracks.auto')} />
      )
    }
    const isOffered = value === '' || offered.some((one) => one.value === value)
    return (
      <Select {...common}>
        <option value="">{t('tracks.auto')}</option>
        {isOffered ? null : <option value={value}>{t('tracks.gone', { value })}</option>}
        {offered.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </Select>
    )
  }
  return (
    <Field label={label} hint={hint} problem={problem} {...own}>
      {control}
    </Field>
  )
}
