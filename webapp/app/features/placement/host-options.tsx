import { useTranslation } from '../../i18n/use-translation.ts'
import type { HostOption } from './domain/host-option.ts'
import { useHostText } from './use-host-text.ts'

/** The options of a select for the host of channels; the empty one leaves the choice to placement. */
export function HostOptions({ hosts }: { hosts: readonly HostOption[] }) {
  const { t } = useTranslation()
  const text = useHostText()
  return (
    <>
      <option value="">{t('placement.automatic')}</option>
      {hosts.map((host) => (
        <option key={host.id} value={host.id}>
          {text(host)}
        </option>
      ))}
    </>
  )
}
