import type { HostView, ListedChannel } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useSteadyOrder } from '../../shared/use-steady-order.ts'
import { Panel } from '../../ui/panel.tsx'
import { AttentionChannel } from './attention-channel.tsx'
import { AttentionHost } from './attention-host.tsx'
import type { AttentionItem } from './domain/attention.ts'

const MOST = 12

type AttentionPanelProps = {
  items: readonly AttentionItem[]
  channels: readonly ListedChannel[]
  hosts: readonly HostView[]
  mayOperate: boolean
  /** The address of the list of what is not well. */
  all: string
}

/** What is not well, worst first, with what is done about it and what a person can do. */
export function AttentionPanel(props: AttentionPanelProps) {
  const { items, channels, hosts, mayOperate, all } = props
  const { t } = useTranslation()
  const keyed = items.map((item) => ({ item, id: keyOf(item) }))
  const { items: steady, whileUsed } = useSteadyOrder(keyed, keyed, '')
  const shown = steady.slice(0, MOST).map(({ item }) => item)
  const more = items.length - shown.length
  return (
    <Panel
      title={
        <>
          {t('dashboard.attention')}
          {items.length > 0 ? (
            <span className="figure ml-2 rounded-full bg-raised px-2 py-0.5 text-xs">
              {items.length}
            </span>
          ) : null}
        </>
      }
      hint={items.length > 1 ? t('dashboard.attentionHint') : undefined}
      bodyClassName="p-0"
    >
      {items.length === 0 ? (
        <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
          <CircleCheck aria-hidden="true" className="size-8 text-good" strokeWidth={1.5} />
          <p className="font-medium">{t('dashboard.attentionNone')}</p>
          <p className="text-sm text-dim">{t('dashboard.attentionNoneText')}</p>
        </div>
      ) : (
        <ul
          className="divide-y divide-line min-[2560px]:grid min-[2560px]:grid-cols-2"
          {...whileUsed}
        >
          {shown.map((item) => {
            if (item.kind === 'host') {
              const host = hosts.find(({ id }) => id === item.id)
              return host ? <AttentionHost key={keyOf(item)} item={item} host={host} /> : null
            }
            const channel = channels.find(({ id }) => id === item.id)
            return channel ? (
              <AttentionChannel key={item.id} channel={channel} mayOperate={mayOperate} />
            ) : null
          })}
        </ul>
      )}
      {more > 0 ? (
        <p className="border-t border-line px-4 py-2.5 text-sm">
          <Link to={all} className="font-medium text-accent hover:underline">
            {t('dashboard.attentionMore', { count: more })}
          </Link>
        </p>
      ) : null}
    </Panel>
  )
}

/** A host may be there twice, with two troubles. */
function keyOf(item: AttentionItem): string {
  return item.kind === 'host' ? `${item.id} ${item.trouble}` : item.id
}
