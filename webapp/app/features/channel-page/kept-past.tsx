import type { ChannelView } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Since } from '../../ui/elapsed.tsx'

type KeptPastProps = { past: NonNullable<ChannelView['past']>; dvr: ChannelView['dvr'] }

/** How far viewers can go back by now, what that takes, and why it is less than it was to be. */
export function KeptPast({ past, dvr }: KeptPastProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { since, bytes, bytesPerHour, shortened } = past
  return (
    <>
      <p className="figure">
        {since === null ? t('channel.keptNothing') : <Since at={since} />}
        {since === null ? null : `, ${format.bytes(bytes)}`}
        {bytesPerHour === null
          ? null
          : `, ${t('channel.keptAnHour', { bytes: format.bytes(bytesPerHour) })}`}
      </p>
      {shortened === null ? null : (
        <p className={shortened.by === 'disk' ? 'text-warning' : 'text-xs text-dim'}>
          {shortened.by === 'disk'
            ? t('channel.keptByDisk')
            : t('channel.keptByBudget', { bytes: format.bytes(dvr.budgetBytes ?? 0) })}
        </p>
      )}
    </>
  )
}
