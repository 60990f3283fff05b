import { Link } from '@remix-run/react'
import { type ComponentProps, useEffect, useState } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { pulseStore } from '../../shared/live/use-live.ts'
import { Panel } from '../../ui/panel.tsx'
import { FleetCards } from '../dashboard/fleet-cards.tsx'
import { type BandwidthRow, bandwidthRows } from './domain/bandwidth.ts'

const MOST = 40

type BandwidthViewProps = ComponentProps<typeof FleetCards>

/** Who sends how much at the moment. */
export function BandwidthView({ channels, hosts, past }: BandwidthViewProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [rows, setRows] = useState<BandwidthRow[]>([])
  useEffect(() => {
    const read = () => setRows(bandwidthRows(pulseStore.channels(), MOST))
    read()
    return pulseStore.subscribePulse(read)
  }, [])
  const names = new Map<string, string>(channels.map(({ id, name }) => [id, name]))
  const top = rows[0]?.kbps ?? 1
  return (
    <>
      <FleetCards channels={channels} hosts={hosts} past={past} />
      <Panel title={t('monitoring.bandwidth')} hint={t('monitoring.bandwidthHint')}>
        {rows.length === 0 ? (
          <p className="py-6 text-center text-sm text-dim">{t('monitoring.bandwidthNone')}</p>
        ) : (
          <ol className="figure grid gap-2 text-sm">
            {rows.map(({ id, kbps, outputBitrateKbps, viewers }) => (
              <li
                key={id}
                className="grid grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] items-center gap-3 max-sm:grid-cols-[minmax(0,1fr)_auto]"
              >
                <Link to={`/channels/${id}`} className="truncate hover:underline">
                  {names.get(id) ?? id}
                </Link>
                <span
                  aria-hidden="true"
                  className="h-2.5 rounded-full bg-accent max-sm:order-last max-sm:col-span-2"
                  style={{ width: `${Math.max(0.5, (kbps / top) * 100)}%` }}
                />
                <span className="text-right whitespace-nowrap">
                  <span className="font-medium">{format.bitrate(kbps)}</span>{' '}
                  <span className="text-xs text-dim max-sm:hidden">
                    {t('monitoring.bandwidthRow', {
                      bitrate: format.bitrate(outputBitrateKbps),
                      viewers: format.count(viewers),
                    })}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        )}
      </Panel>
    </>
  )
}
