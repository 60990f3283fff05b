import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { Tv } from 'lucide-react'
import { IncidentsWhenAny } from '../features/alerts/incidents-when-any.tsx'
import { ActivityLater } from '../features/dashboard/activity-later.tsx'
import { AttentionPanel } from '../features/dashboard/attention-panel.tsx'
import { RECENT } from '../features/dashboard/domain/recent.ts'
import { FleetCards } from '../features/dashboard/fleet-cards.tsx'
import { HealthBanner } from '../features/dashboard/health-banner.tsx'
import { PasswordRequests } from '../features/dashboard/password-requests.tsx'
import { QuickActions } from '../features/dashboard/quick-actions.tsx'
import { readFleetPast } from '../features/dashboard/read-fleet-past.server.ts'
import { useAttention } from '../features/dashboard/use-attention.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { useKeptTrue } from '../shared/live/use-kept-true.ts'
import { readListedChannels } from '../shared/read-listed-channels.server.ts'
import { useMayOperate, useUser } from '../shared/use-user.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'dashboard')

export async function loader(args: LoaderFunctionArgs) {
  const [{ channels, total }, hosts, activity, past] = await Promise.all([
    readListedChannels(args),
    load(args, (api) => api.hosts.list.query()),
    load(args, (api) => api.monitoring.activity.query({ limit: RECENT })),
    readFleetPast(args),
  ])
  return { channels, total, hosts: hosts.items, activity, past }
}

/** The live connection keeps the page true; a command needs no second reading of everything. */
export function shouldRevalidate({
  formAction,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return formAction?.endsWith('/command') ? false : defaultShouldRevalidate
}

export default function Dashboard() {
  const { t } = useTranslation()
  const { channels, total, hosts, activity, past } = useLoaderData<typeof loader>()
  useKeptTrue({ channels, total, hosts })
  const mayOperate = useMayOperate()
  const isAdmin = useUser()?.role === 'admin'
  const { items, health } = useAttention(channels, hosts)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">{t('dashboard.title')}</h1>
        <QuickActions mayOperate={mayOperate} />
      </header>
      <HealthBanner health={health} />
      <IncidentsWhenAny />
      {isAdmin ? <PasswordRequests /> : null}
      <div className="min-w-0 max-md:order-last">
        <FleetCards channels={channels} hosts={hosts} past={past} />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {channels.length === 0 ? (
          <Panel title={t('dashboard.channels')}>
            <EmptyState
              icon={Tv}
              title={t('list.emptyTitle')}
              text={mayOperate ? t('list.emptyText') : t('list.emptyViewer')}
            />
          </Panel>
        ) : (
          <AttentionPanel items={items} channels={channels} hosts={hosts} mayOperate={mayOperate} />
        )}
        <ActivityLater initial={activity} />
      </div>
    </div>
  )
}
