import type { HostSample } from '@cashbacktv/contract'
import type { ReactNode } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Meter } from '../../ui/meter.tsx'

type HostMetersProps = {
  sample: HostSample
  onRam: boolean
  withDisk?: boolean
  children?: ReactNode
}

/** How full a machine is: processor, memory, media, and the disk where that is asked for. */
export function HostMeters({ sample, onRam, withDisk, children }: HostMetersProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (used: number, total: number) => ({
    text: t('hosts.ofTotal', { used: format.bytes(used), total: format.bytes(total) }),
    share: total > 0 ? used / total : null,
  })
  return (
    <div className="@container">
      <div className="grid gap-x-5 gap-y-2.5 @md:grid-cols-2">
        <Meter
          label={t('hosts.cpu')}
          text={format.percent(sample.cpuPercent)}
          share={sample.cpuPercent / 100}
        />
        <Meter
          label={t('hosts.memory')}
          {...share(sample.memoryUsedBytes, sample.memoryTotalBytes)}
        />
        <Meter
          label={t(onRam ? 'hosts.media' : 'hosts.mediaOnDisk')}
          {...share(sample.mediaUsedBytes, sample.mediaTotalBytes)}
        />
        {withDisk ? (
          <Meter
            label={t('monitoring.disk')}
            {...share(sample.diskUsedBytes, sample.diskTotalBytes)}
          />
        ) : null}
        {children}
      </div>
    </div>
  )
}
