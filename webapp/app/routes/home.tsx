import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData, useSearchParams } from '@remix-run/react'
import { Tv } from 'lucide-react'
import { useMemo } from 'react'
import { IncidentsWhenAny } from '../features/alerts/incidents-when-any.tsx'
import { ActivityLater } from '../features/dashboard/activity-later.tsx'
import { AttentionPanel } from '../features/dashboard/attention-panel.tsx'
import { RECENT } from '../features/dashboard/domain/recent.ts'
import { FleetCards } from '../features/dashboard/fleet-cards.tsx'
import { GroupCards } from '../features/dashboard/group-cards.tsx'
import { HealthBanner } from '../features/dashboard/health-banner.tsx'
import { PasswordRequests } from '../features/dashboard/password-requests.tsx'
import { QuickActions } from '../features/dashboard/quick-actions.tsx'
import { readFleetPast } from '../features/dashboard/read-fleet-past.server.ts'
import { useAttention } from '../features/dashboard/use-attention.ts'
import {
  addressWithin,
  chosenGroup,
  hostsOfGroup,
  ofGroup,
} from '../features/group-filter/domain/group-filter.ts'
import { GroupForm } from '../features/group-filter/group-form.tsx'
import { readFilterGroups } from '../features/group-filter/read-filter-groups.server.ts'
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
  const [{ channels, total }, hosts, [groups, activity], past] = await Promise.all([
    readListedChannels(args),
    load(args, (api) => api.hosts.list.query()),
    readActivity(args),
    readFleetPast(args),
  ])
  return { channels, total, hosts: hosts.items, groups, activity, past }
}

/** What happened last in the group that the page is narrowed to, and all groups. */
async function readActivity(args: LoaderFunctionArgs) {
  const groups = await readFilterGroups(args)
  const chosen = chosenGroup(new URL(args.request.url).searchParams, groups)
  const narrow = { limit: RECENT, groupId: chosen ?? undefined }
  return [groups, await load(args, (api) => api.monitoring.activity.query(narrow))] as const
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
  const loaded = useLoaderData<typeof loader>()
  useKeptTrue(loaded)
  const { groups, activity, past } = loaded
  const [params] = useSearchParams()
  const chosen = chosenGroup(params, groups)
  const channels = useMemo(() => ofGroup(loaded.channels, chosen), [loaded, chosen])
  const hosts = useMemo(
    () => hostsOfGroup(loaded.hosts, channels, chosen),
    [loaded, channels, chosen],
  )
  const mayOperate = useMayOperate()
  const isAdmin = useUser()?.role === 'admin'
  const { items, health } = useAttention(channels, hosts)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">{t('dashboard.title')}</h1>
        <GroupForm groups={groups} chosen={chosen} />
        <QuickActions mayOperate={mayOperate} wall={addressWithin(chosen, '/wall')} />
      </header>
      <HealthBanner health={health} />
      <IncidentsWhenAny
        groupId={chosen}
        wanted={channels.filter(({ health }) => health.level !== 'off').length}
      />
      {isAdmin ? <PasswordRequests /> : null}
      <div className="min-w-0 max-md:order-last">
        {chosen === null ? (
          <FleetCards channels={channels} hosts={hosts} past={past} />
        ) : (
          <GroupCards channels={channels} chosen={chosen} />
        )}
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {loaded.channels.length === 0 ? (
          <Panel title={t('dashboard.channels')}>
            <EmptyState
              icon={Tv}
              title={t('list.emptyTitle')}
              text={mayOperate ? t('list.emptyText') : t('list.emptyViewer')}
            />
          </Panel>
        ) : (
          <AttentionPanel
            items={items}
            channels={channels}
            hosts={hosts}
            mayOperate={mayOperate}
            all={addressWithin(chosen, '/channels', { filter: 'attention' })}
          />
        )}
        <ActivityLater key={chosen} initial={activity} groupId={chosen} />
      </div>
    </div>
  )
}
