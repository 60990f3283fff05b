import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { TimeField } from '../../ui/time-field.tsx'
import { TARGET_PATHS } from './domain/target-form.ts'
import type { TargetFieldsProps } from './target-address-fields.tsx'
import { ZoneField } from './zone-fields.tsx'

/** When a target is told: its zone, its quiet hours, and whether only of what nobody took in hand. */
export function TargetTimeFields({ values, state, isNew }: TargetFieldsProps & { isNew: boolean }) {
  const { t } = useTranslation()
  const bounds = useBounds('alertTarget.afterMinutes')
  return (
    <>
      <ZoneField
        value={values.timeZone}
        isNew={isNew}
        state={state(TARGET_PATHS.timeZone)}
        hint={t('alertTarget.fieldHint.timeZone')}
      />
      <Field
        label={t('alertTarget.field.afterMinutes')}
        hint={t('alertTarget.fieldHint.afterMinutes')}
        {...state(TARGET_PATHS.afterMinutes)}
      >
        {(binding) => (
          <Input
            {...binding}
            name="afterMinutes"
            type="number"
            inputMode="numeric"
            {...bounds}
            defaultValue={values.afterMinutes}
            className="figure max-w-28"
          />
        )}
      </Field>
      <QuietHours values={values} state={state} />
    </>
  )
}

/** The hours show once they are wanted, by the style sheet alone. */
function QuietHours({ values, state }: TargetFieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="group grid min-w-0 content-start gap-2">
      <legend className="sr-only">{t('alertTarget.field.quiet')}</legend>
      <CheckField name="quiet" isOn={values.quiet} label={t('alertTarget.field.quiet')} />
      <p className="text-xs text-dim">{t('alertTarget.fieldHint.quiet')}</p>
      <div className="hidden gap-2 group-has-[[name=quiet]:checked]:grid">
        <div className="flex flex-wrap gap-3">
          {(['quietFrom', 'quietUntil'] as const).map((name) => (
            <TimeField
              key={name}
              name={name}
              label={t(`alertTarget.field.${name}`)}
              value={values[name]}
              {...state(TARGET_PATHS[name])}
              className="w-32"
            />
          ))}
        </div>
        <CheckField
          name="criticalPasses"
          isOn={values.criticalPasses}
          label={t('alertTarget.field.criticalPasses')}
        />
      </div>
    </fieldset>
  )
}
