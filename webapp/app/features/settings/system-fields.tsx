import type { HostSettings } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { type NumberKey, type TypedBounds, textOf, unitOf } from './domain/host-settings-form.ts'

type NumberSettingProps = {
  name: NumberKey
  bounds: TypedBounds
  typed: string
  defaults: HostSettings
  problem: string | undefined
}

export function NumberSetting({ name, bounds, typed, defaults, problem }: NumberSettingProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { min, max, isWhole } = bounds
  const unit = unitOf(name)
  const unitText = t(`system.unit.${unit}`)
  const standard = textOf(name, defaults)
  const amounts = {
    second: `${standard} ${unitText}`,
    percent: format.percent(Number(standard)),
  }
  const amount = unit === 'second' || unit === 'percent' ? amounts[unit] : standard
  const value = standard === '' ? t('system.auto') : amount
  const more =
    name === 'reserveSegments' ||
    name === 'maxConcurrentStarts' ||
    name === 'cpuReserveShare' ||
    name === 'maxStopShare' ||
    name === 'mediaQuotaShare'
      ? t(`system.hintOf.${name}`)
      : null
  const usual = t('system.default', { value })
  return (
    <Field
      label={t(`system.field.${name}`)}
      hint={more ? `${usual}. ${more}` : usual}
      problem={problem}
    >
      {(binding) => (
        <span className="flex items-center gap-2">
          <Input
            {...binding}
            name={name}
            type="number"
            inputMode="decimal"
            min={min}
            max={max}
            step={isWhole ? 1 : 'any'}
            defaultValue={typed}
            className="figure max-w-28"
          />
          <span className="text-sm text-dim">{unitText}</span>
        </span>
      )}
    </Field>
  )
}

export function AllowedNetworks({
  typed,
  problem,
}: {
  typed: string
  problem: string | undefined
}) {
  const { t } = useTranslation()
  return (
    <Field
      label={t('system.field.sourceAllowCidrs')}
      hint={t('system.hintOf.sourceAllowCidrs')}
      problem={problem}
      className="sm:col-span-2"
    >
      {(binding) => (
        <textarea
          {...binding}
          name="sourceAllowCidrs"
          rows={3}
          spellCheck={false}
          defaultValue={typed}
          className="w-full max-w-md rounded-md border border-edge bg-surface px-2.5 py-1.5 font-mono text-sm disabled:opacity-50 aria-invalid:border-bad"
        />
      )}
    </Field>
  )
}
