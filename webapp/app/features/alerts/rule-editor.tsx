import type { AlertRuleView } from '@cashbacktv/contract'
import { keysOf } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { type EditRefused, useEditedForm } from '../../shared/use-edited-form.ts'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { EditedForm } from '../../ui/edited-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { formOfRule, type RuleForm } from './domain/rule-form.ts'
import { useRuleWords } from './use-rule-words.ts'

/** What was sent of a rule that could not be saved, and why. */
export type RuleRefused = { values: RuleForm } & EditRefused<RuleForm>

type RuleEditorProps = { rule: AlertRuleView; refused: RuleRefused | null; saved: unknown }

/** The form of a rule. */
export function RuleEditor({ rule, refused, saved }: RuleEditorProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const stored = formOfRule(rule, rule.settings)
  const paths = keysOf(stored)
  const edited = useEditedForm({ stored, saved, refused, paths })
  const values = refused?.values ?? stored
  return (
    <EditedForm
      edited={edited}
      saved={saved}
      names={paths}
      labelOf={(name) => t(`alertRule.field.${name}`)}
      className="grid gap-4 border-t border-line bg-raised/40 px-4 py-4"
    >
      <input type="hidden" name="id" value={rule.id} />
      <CheckField name="enabled" label={t('alertRule.field.enabled')} isOn={values.enabled} />
      <RuleFields rule={rule} values={values} state={edited.problems.at} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="intent" value="save" look="primary" aria-disabled={busy}>
          {t('alertRule.save')}
        </Button>
        <Button type="submit" name="intent" value="defaults" aria-disabled={busy}>
          {t('alertRule.reset')}
        </Button>
      </div>
    </EditedForm>
  )
}

type RuleFieldsProps = {
  rule: AlertRuleView
  values: RuleForm
  state: (path: string) => FieldState
}

function RuleFields({ rule, values, state }: RuleFieldsProps) {
  const { t } = useTranslation()
  const { amount, duration } = useRuleWords(rule)
  const { severity, threshold, forSeconds, clearAfterSeconds } = rule.defaults
  const usual = (value: string) => t('alertRule.usual', { value })
  const seconds = t('alertRule.unit.seconds')
  const shared = { values, state }
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
      <Field
        label={t('alertRule.field.severity')}
        hint={usual(t(`incident.severity.${severity}`))}
        {...state('severity')}
      >
        {(binding) => (
          <Select
            key={rule.settings.severity}
            {...binding}
            name="severity"
            defaultValue={values.severity}
          >
            {(['warning', 'critical'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`incident.severity.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {rule.hasThreshold ? (
        <Amount
          {...shared}
          name="threshold"
          unit={unitText(rule.unit)}
          hint={usual(amount(threshold))}
        />
      ) : null}
      <Amount {...shared} name="forSeconds" unit={seconds} hint={usual(duration(forSeconds))} />
      <Amount
        {...shared}
        name="clearAfterSeconds"
        unit={seconds}
        hint={usual(duration(clearAfterSeconds))}
      />
    </div>
  )

  function unitText(unit: string): string {
    switch (unit) {
      case 'seconds':
      case 'percent':
      case 'ratio':
      case 'channels':
      case 'restreams':
      case 'score':
        return t(`alertRule.unit.${unit}`)
      default:
        return unit
    }
  }
}

type AmountProps = Omit<RuleFieldsProps, 'rule'> & {
  name: 'threshold' | 'forSeconds' | 'clearAfterSeconds'
  unit: string
  hint: string
}

function Amount({ values, state, name, unit, hint }: AmountProps) {
  const { t } = useTranslation()
  const bounds = useBounds(`alertRule.${name}`)
  return (
    <Field label={t(`alertRule.field.${name}`)} hint={hint} {...state(name)}>
      {(binding) => (
        <span className="flex items-center gap-2">
          <Input
            {...binding}
            name={name}
            type="number"
            inputMode="decimal"
            step="any"
            {...bounds}
            defaultValue={values[name]}
            className="figure max-w-28"
          />
          <span className="text-sm text-dim">{unit}</span>
        </span>
      )}
    </Field>
  )
}
