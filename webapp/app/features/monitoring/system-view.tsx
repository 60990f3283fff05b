import type { HostView } from '@cashbacktv/contract'
import { Server } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { HistoryCharts } from './history-charts.tsx'
import { HostLoad } from './host-load.tsx'

/** Every machine now, and the course of its figures. */
export function SystemView({ hosts }: { hosts: readonly HostView[] }) {
  const { t } = useTranslation()
  const [hostId, setHostId] = useState('')
  if (hosts.length === 0) {
    return (
      <EmptyState
        icon={Server}
        title={t('monitoring.noHostTitle')}
        text={t('monitoring.noHostText')}
      >
        <LinkButton to="/hosts">{t('monitoring.toHosts')}</LinkButton>
      </EmptyState>
    )
  }
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,26rem),1fr))] gap-4">
        {hosts.map((host) => (
          <li key={host.id} className="grid min-w-0">
            <HostLoad host={host} />
          </li>
        ))}
      </ul>
      {hosts.length > 1 ? (
        <Field label={t('monitoring.subject')} className="max-w-xs">
          {(binding) => (
            <Select {...binding} value={hostId} onChange={(event) => setHostId(event.target.value)}>
              <option value="">{t('monitoring.allHosts')}</option>
              {hosts.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <HistoryCharts subject={hostId ? { hostId } : 'all'} />
    </>
  )
}
