import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { CommonZones } from '../channel/common-zones.tsx'
import { DEFAULT_ZONE } from '../channel/domain/schedule-form.ts'

/** Tells the form the zone of the browser, or the usual one where no script can know it, and says which it is. */
export function BrowserZone({ className }: { className?: string }) {
  const { t } = useTranslation()
  const [zone, setZone] = useState(DEFAULT_ZONE)
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // At once: the form looks at its contents when it is first shown.
    if (ref.current) ref.current.value = zoneOfBrowser()
    setZone(zoneOfBrowser())
  }, [])
  return (
    <p className={className}>
      <input ref={ref} type="hidden" name="timeZone" value={zone} />
      {t('maintenance.zone', { zone })}
    </p>
  )
}

type ZoneFieldProps = { value: string; isNew: boolean; state: FieldState; hint: string }

/** A time zone to type or choose; what is new begins with that of the browser. */
export function ZoneField({ value, isNew, state, hint }: ZoneFieldProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLInputElement>(null)
  const listId = useId()
  useEffect(() => {
    const input = ref.current
    if (isNew && input && input.value === DEFAULT_ZONE) input.value = zoneOfBrowser()
  }, [isNew])
  return (
    <Field label={t('alertTarget.field.timeZone')} hint={hint} {...state}>
      {(binding) => (
        <>
          <Input
            {...binding}
            ref={ref}
            name="timeZone"
            list={listId}
            defaultValue={value}
            autoComplete="off"
            spellCheck={false}
          />
          <CommonZones id={listId} />
        </>
      )}
    </Field>
  )
}

function zoneOfBrowser(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || DEFAULT_ZONE
}
