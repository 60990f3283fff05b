import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi, waits } from '../../shared/browser-api.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { type HostOption, hostOptions } from '../placement/domain/host-option.ts'
import { HostOptions } from '../placement/host-options.tsx'

type HostChoiceProps = { value: string; onChange: (id: string) => void }

/** The host that channels go to; empty for the one that placement chooses. */
export function HostChoice({ value, onChange }: HostChoiceProps) {
  const { t } = useTranslation()
  const [hosts, setHosts] = useState<HostOption[]>([])
  useEffect(() => {
    browserApi.hosts.list.query(undefined, waits.page).then(
      ({ items }) => setHosts(hostOptions(items)),
      () => setHosts([]),
    )
  }, [])
  return (
    <Field label={t('placement.moveTo')} hint={value === '' ? t('placement.automaticHint') : ''}>
      {(binding) => (
        <Select {...binding} value={value} onChange={(event) => onChange(event.target.value)}>
          <HostOptions hosts={hosts} />
        </Select>
      )}
    </Field>
  )
}
