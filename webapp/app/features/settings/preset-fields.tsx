import type { FieldProblem } from '@cashbacktv/contract'
import type { InputHTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiText } from '../../i18n/use-api-text.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { LEVELS, PROFILES, type PresetForm, SPEEDS } from './domain/preset-form.ts'

type Name = keyof PresetForm
type Line = { name: Name; label: string; hint?: string }

/** The fields of a preset, each with what it means for the picture. */
export function PresetFields({
  values,
  problems,
}: {
  values: PresetForm
  problems: readonly FieldProblem[]
}) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const problemOf = (name: Name) =>
    apiText.field(problemAt([...problems], name === 'name' ? name : `encoding.${name}`))
  const text = ({ name, label, hint }: Line, rest: InputHTMLAttributes<HTMLInputElement> = {}) => (
    <Field label={label} hint={hint} problem={problemOf(name)}>
      {(binding) => (
        <Input
          {...binding}
          {...{ name, defaultValue: values[name], autoComplete: 'off' }}
          {...rest}
        />
      )}
    </Field>
  )
  const choice = ({ name, label, hint }: Line, options: readonly string[], empty?: string) => (
    <Field label={label} hint={hint} problem={problemOf(name)}>
      {(binding) => (
        <Select {...binding} name={name} defaultValue={values[name]}>
          {empty === undefined ? null : <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </Select>
      )}
    </Field>
  )
  const line = (name: Name, label: string, hint: string) => ({ name, label, hint })
  const whole = (min: number, max: number) => ({ type: 'number', min, max, step: 1 })
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 min-[137.5rem]:grid-cols-6">
      {text({ name: 'name', label: t('preset.name') }, { required: true, maxLength: 60 })}
      {choice(line('speed', t('settings.presetSpeed'), t('preset.speedHint')), SPEEDS)}
      {choice(
        line('tune', t('preset.tune'), t('preset.tuneHint')),
        ['zerolatency'],
        t('preset.tuneNone'),
      )}
      {text(line('crf', t('preset.crf'), t('preset.crfHint')), {
        ...{ type: 'number', min: 10, max: 40, step: 0.5, required: true },
      })}
      {text(line('maxBitrateKbps', t('preset.cap'), t('preset.capHint')), whole(100, 100_000))}
      {text(line('keyframeSeconds', t('preset.keyframe'), t('preset.keyframeHint')), {
        ...{ type: 'number', min: 0.5, max: 10, step: 0.5, required: true },
      })}
      {choice(line('profile', t('settings.presetProfile'), t('preset.profileHint')), PROFILES)}
      {choice(line('level', t('preset.level'), t('preset.levelHint')), LEVELS)}
      {text(line('bFrames', t('preset.bFrames'), t('preset.bFramesHint')), {
        ...whole(0, 4),
        required: true,
      })}
      {text(
        line('lookaheadFrames', t('preset.lookahead'), t('preset.lookaheadHint')),
        whole(0, 60),
      )}
      {text(line('aqMode', t('preset.aq'), t('preset.aqHint')), whole(0, 3))}
      {text(line('threads', t('preset.threads'), t('preset.threadsHint')), { required: true })}
    </div>
  )
}

/** What a person knows each field by. */
export function usePresetFieldNames(): Partial<Record<string, string>> {
  const { t } = useTranslation()
  return {
    name: t('preset.name'),
    speed: t('settings.presetSpeed'),
    tune: t('preset.tune'),
    crf: t('preset.crf'),
    maxBitrateKbps: t('preset.cap'),
    keyframeSeconds: t('preset.keyframe'),
    profile: t('settings.presetProfile'),
    level: t('preset.level'),
    bFrames: t('preset.bFrames'),
    lookaheadFrames: t('preset.lookahead'),
    aqMode: t('preset.aq'),
    threads: t('preset.threads'),
  }
}
