import type { AudioFacts, SourceFacts } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Field, FieldProblemText } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { useTrackName } from '../channel/use-track-name.ts'
import { AudioRowLevel } from './audio-level.tsx'
import { type AudioRow, isHeard, MAX_AUDIO, NO_AUDIO } from './domain/audio-rows.ts'
import { choiceOf, trackMeant, tracksOf } from './domain/track-form.ts'
import { useChannelForm } from './form-context.tsx'
import { SettingInput } from './setting-input.tsx'
import { TrackChoice } from './track-choice.tsx'
import { useControl } from './use-control.ts'

/** `facts` is what a probe found of the first source; null while none has. */
type AudioFieldsProps = { facts: SourceFacts | null }

/** What viewers can hear instead of the main audio, with an empty row for one more: a cleared row is gone, without JavaScript too. */
export function AudioFields({ facts }: AudioFieldsProps) {
  const { t } = useTranslation()
  const { values, problem, change } = useChannelForm()
  const rows = values.audio
  const all = rows.length < MAX_AUDIO ? [...rows, NO_AUDIO] : rows
  const general = problem('output.audio.renditions')
  const changeRow = (at: number, part: Partial<AudioRow>) => {
    const next = all.map((row, own) => (own === at ? { ...row, ...part } : row))
    change({ audio: next.filter((row, own) => own < rows.length || isHeard(row)) })
  }
  const isOpen = rows.length > 0 || values['output.audio.language'] !== '' || general !== undefined
  return (
    <details open={isOpen} className="text-sm">
      <summary className="cursor-pointer py-1 text-dim hover:text-ink">
        {t('audioChoice.title')}
      </summary>
      <div className="mt-2 grid gap-4">
        <p className="text-xs text-dim">{t('audioChoice.hint')}</p>
        <SettingInput path="output.audio.language" />
        {general ? <FieldProblemText>{general}</FieldProblemText> : null}
        <ol className="grid gap-4">
          {all.map((row, at) => (
            <AudioItem
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; all of it is being typed.
              key={at}
              row={row}
              at={at}
              facts={facts}
              onChange={(part) => changeRow(at, part)}
            />
          ))}
        </ol>
      </div>
    </details>
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
  const { values, problem, problemBelow } = useChannelForm()
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
            maxLength={40}
            autoComplete="off"
            onChange={(event) => onChange({ label: event.target.value })}
          />
        )}
      </Field>
      {isHeard(row) ? <AudioRowLevel row={row} at={at} onChange={onChange} /> : null}
    </li>
  )
}
