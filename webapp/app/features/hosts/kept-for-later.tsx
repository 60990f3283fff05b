import { type HostView, roomForPast } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Meter } from '../../ui/meter.tsx'

/** What its channels keep for viewers to go back, of what the disk can hold, and whether that will do. */
export function KeptForLater({ disk }: { disk: HostView['dvrDisk'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (disk === null) return null
  const room = roomForPast(disk)
  const isShort = disk.neededBytes > room
  return (
    <div>
      <Meter
        label={t('hosts.kept')}
        text={t('hosts.ofTotal', { used: format.bytes(disk.keptBytes), total: format.bytes(room) })}
        share={room > 0 ? Math.min(1, disk.keptBytes / room) : null}
      />
      <p className={`mt-1 text-xs ${isShort ? 'font-medium' : 'text-dim'}`}>
        {t(isShort ? 'hosts.keptTooMuch' : 'hosts.keptNeeds', {
          bytes: format.bytes(disk.neededBytes),
        })}
      </p>
    </div>
  )
}
