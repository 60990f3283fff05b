import type { HostSample, HostView } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useLiveHost } from '../../shared/live/use-live.ts'
import { StatusPill } from '../channel/status-badge.tsx'
import { presentLink } from '../hosts/domain/host-presentation.ts'
import { HostMeters } from '../hosts/host-meters.tsx'
import { CoreBars } from './core-bars.tsx'

/** One machine in its last second: cores, memory, RAM disk, disk and network. */
export function HostLoad({ host: loaded }: { host: HostView }) {
  const { t } = useTranslation()
  const host = useLiveHost(loaded)
  const { link } = host
  const sample = link === 'connected' ? host.sample : null
  return (
    <article
      aria-label={host.name}
      className="grid content-start gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold [overflow-wrap:anywhere]">{host.name}</h2>
        <StatusPill {...presentLink(link)} text={t(`hosts.link.${link}`)} />
      </header>
      {sample ? (
        <>
          <CoreBars percents={sample.coresPercent} />
          <Figures sample={sample} onRam={host.capabilities?.media.isRamDisk ?? true} />
        </>
      ) : (
        <p className="text-sm text-dim">{t('monitoring.notHeard')}</p>
      )}
    </article>
  )
}

function Figures({ sample, onRam }: { sample: HostSample; onRam: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rate = (bytes: number) => t('monitoring.perSecond', { bytes: format.bytes(bytes) })
  const bits = (bytes: number) => format.bitrate((bytes * 8) / 1000)
  const rows: [string, string][] = [
    [t('monitoring.load'), format.two(sample.load1)],
    [t('monitoring.networkOut'), bits(sample.networkSentBytesPerSecond)],
    [t('monitoring.networkIn'), bits(sample.networkReceivedBytesPerSecond)],
    [t('monitoring.diskRead'), rate(sample.diskReadBytesPerSecond)],
    [t('monitoring.diskWritten'), rate(sample.diskWrittenBytesPerSecond)],
  ]
  return (
    <>
      <HostMeters sample={sample} onRam={onRam} withDisk />
      <dl className="figure grid gap-x-5 gap-y-1.5 border-t border-line pt-3 text-xs sm:grid-cols-2">
        {rows.map(([term, text]) => (
          <div key={term} className="flex justify-between gap-2">
            <dt className="text-dim">{term}</dt>
            <dd className="font-medium">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
