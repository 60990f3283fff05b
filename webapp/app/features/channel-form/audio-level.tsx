import { useTranslation } from '../../i18n/use-translation.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { AUDIO_MIXES, type AudioRow } from './domain/audio-rows.ts'
import { SETTING_FIELDS } from './domain/setting-fields.ts'
import { FoldedFields } from './folded-fields.tsx'
import { useChannelForm } from './form-context.tsx'
import { SettingInput } from './setting-input.tsx'
import { SettingSelect } from './setting-select.tsx'
import { useControl } from './use-control.ts'

/** How loud the main audio is, and which of its sides are heard. */
export function AudioLevel() {
  const { t } = useTranslation()
  const { values, problem } = useChannelForm()
  const mixes = useMixes()
  const isSet =
    values['output.audio.targetLufs'] !== '' ||
    Number(values['output.audio.levelDb']) !== 0 ||
    values['output.audio.mix'] !== 'stereo'
  const wrong = problem('output.audio.targetLufs') ?? problem('output.audio.levelDb')
  return (
    <FoldedFields title={t('audioLevel.title')} isSet={isSet} isWrong={wrong !== undefined}>
      <div className="grid gap-4 sm:grid-cols-2">
        <p className="text-xs text-dim sm:col-span-2">{t('audioLevel.hint')}</p>
        <SettingInput path="output.audio.targetLufs" />
        <SettingInput path="output.audio.levelDb" />
        <SettingSelect path="output.audio.mix" options={mixes} />
      </div>
    </FoldedFields>
  )
}

type AudioRowLevelProps = {
  row: AudioRow
  at: number
  onChange: (part: Partial<AudioRow>) => void
}

/** The same of one that viewers can choose. */
export function AudioRowLevel({ row, at, onChange }: AudioRowLevelProps) {
  const { t } = useTranslation()
  const { problem, boundsAt } = useChannelForm()
  const control = useControl()
  const mixes = useMixes()
  const { min, max } = boundsAt(`output.audio.renditions.${at}.levelDb`)
  const [mixPath, levelPath] = [`audio.${at}.mix`, `audio.${at}.level`]
  const number = at + 1
  return (
    <>
      <Field label={t('audioChoice.mix', { number })} problem={undefined} {...control(mixPath)}>
        {(binding) => (
          <Select
            {...binding}
            name={mixPath}
            value={row.mix}
            onChange={({ target }) => {
              onChange({ mix: AUDIO_MIXES.find((mix) => mix === target.value) ?? 'stereo' })
            }}
          >
            {mixes.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t('audioChoice.level', { number })}
        problem={problem(`output.audio.renditions.${at}.levelDb`)}
        {...control(levelPath)}
      >
        {(binding) => (
          <Input
            {...binding}
            type="number"
            name={levelPath}
            value={row.level}
            min={min}
            max={max}
            step={SETTING_FIELDS['output.audio.levelDb'].step}
            className="figure"
            onChange={({ target }) => onChange({ level: target.value })}
          />
        )}
      </Field>
    </>
  )
}

function useMixes() {
  const { t } = useTranslation()
  return AUDIO_MIXES.map((mix) => ({ value: mix, text: t(`audioLevel.mixes.${mix}`) }))
}
