import { type HostTroubleCode, type HostView, TONE_OF_LEVEL } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Since } from '../../ui/elapsed.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { SHAPE_OF_TONE } from '../channel/domain/channel-status.ts'
import { StatusPill } from '../channel/status-badge.tsx'
import type { AttentionItem } from './domain/attention.ts'

const DOING = {
  silent: 'unknownDoing',
  originAway: 'originDoing',
  twoAgents: 'twoAgentsDoing',
  held: 'heldDoing',
  mediaFull: 'fullDoing',
  memoryFull: 'fullDoing',
  cpuFull: 'fullDoing',
  diskFull: 'fullDoing',
} as const satisfies Record<HostTroubleCode, string>

type AttentionHostProps = { item: Extract<AttentionItem, { kind: 'host' }>; host: HostView }

/** A host that is silent, short of something or waits for a person. */
export function AttentionHost({ item, host }: AttentionHostProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const tone = TONE_OF_LEVEL[item.level]
  const percent = format.percent(item.percent)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 px-4 py-2.5">
      <div className="grid min-w-0 gap-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <StatusPill tone={tone} shape={SHAPE_OF_TONE[tone]} text={t('dashboard.host')} />
          <span className="min-w-0 truncate font-medium">{host.name}</span>
          {item.sinceMs > 0 ? (
            <span className="figure text-xs text-dim">
              <Since at={new Date(item.sinceMs).toISOString()} />
            </span>
          ) : null}
        </div>
        <div className="text-sm">
          <p>{t(`hostTrouble.${item.trouble}`, { count: item.channels, percent })}</p>
          <p className="text-dim">{t(`hostTrouble.${DOING[item.trouble]}`)}</p>
        </div>
      </div>
      <LinkButton size="small" to="/hosts">
        {t('dashboard.openHost')}
      </LinkButton>
    </li>
  )
}
