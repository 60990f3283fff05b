import type { ListedChannel } from '@cashbacktv/contract'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  Link,
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useSearchParams,
} from '@remix-run/react'
import { ListPlus, SearchX, Trash2, TriangleAlert, Tv, Waves } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { WorstIncident } from '../features/alerts/worst-incident.tsx'
import { BulkBar } from '../features/bulk/bulk-bar.tsx'
import { createSelectionStore, SelectingContext } from '../features/bulk/selection-store.ts'
import { listKeys } from '../features/bulk/use-list-keys.ts'
import { AddChannelLink } from '../features/channel/add-channel-link.tsx'
import { needsAttention } from '../features/channel/domain/channel-status.ts'
import { ChannelGrid } from '../features/channel-list/channel-grid.tsx'
import { ChannelTable } from '../features/channel-list/channel-table.tsx'
import { readListQuery, selectChannels } from '../features/channel-list/domain/channel-list.ts'
import { ListToolbar } from '../features/channel-list/list-toolbar.tsx'
import {
  addressWithin,
  chosenGroup,
  ofGroup,
} from '../features/group-filter/domain/group-filter.ts'
import type { FilterGroup } from '../features/group-filter/group-select.tsx'
import { readFilterGroups } from '../features/group-filter/read-filter-groups.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { packRows, unpackRows } from '../shared/domain/pack-rows.ts'
import { useKeptTrue } from '../shared/live/use-kept-true.ts'
import { pulseStore, useStatesVersion } from '../shared/live/use-live.ts'
import { readListedChannels } from '../shared/read-listed-channels.server.ts'
import { useSameObjects } from '../shared/use-same-objects.ts'
import { useSteadyOrder } from '../shared/use-steady-order.ts'
import { useMayOperate } from '../shared/use-user.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'channels')

export async function loader(args: LoaderFunctionArgs) {
  const [{ channels, total }, groups] = await Promise.all([
    readListedChannels(args),
    readFilterGroups(args),
  ])
  return { packed: packRows(channels), total, groups }
}

/** The live connection keeps the list true, and says when it is to be read anew. Searching it asks nobody. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formAction,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  if (formAction?.endsWith('/command')) return false
  if (currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search) return false
  return defaultShouldRevalidate
}

export default function Channels() {
  const { t, i18n } = useTranslation()
  const { all, groups } = useListed()
  const [params] = useSearchParams()
  const chosen = chosenGroup(params, groups)
  const channels = useMemo(() => ofGroup(all, chosen), [all, chosen])
  const mayOperate = useMayOperate()
  const query = useMemo(() => readListQuery(params), [params])
  const version = useStatesVersion()
  const { selected, running, attention } = useMemo(() => {
    const current = version === 0 ? channels : channels.map(withPulse)
    const chosen = new Set(selectChannels(current, query, i18n.language).map(({ id }) => id))
    const byId = new Map(channels.map((channel) => [channel.id, channel]))
    return {
      // The loader's own objects keep their identity, so that cards stay as they are.
      selected: [...chosen].flatMap((id) => byId.get(id) ?? []),
      running: current.filter(({ status }) => status === 'running').length,
      attention: current.filter(needsAttention).length,
    }
  }, [channels, query, version, i18n.language])
  const { items, whileUsed } = useSteadyOrder(selected, channels, params.toString())
  const selecting = useSelectingAmong(items, mayOperate)
  const Items = query.view === 'list' ? ChannelTable : ChannelGrid
  return (
    <div className="grid grid-cols-1 gap-4">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-xl font-semibold">{t('list.title')}</h1>
        {all.length > 0 ? (
          <p className="figure flex flex-wrap items-center gap-x-3 text-sm text-dim">
            <span>{t('list.summary', { running, total: channels.length })}</span>
            {attention > 0 ? (
              <Link
                to={addressWithin(chosen, '/channels', { filter: 'attention' })}
                className="flex items-center gap-1.5 py-1 font-medium text-warning hover:underline"
              >
                <TriangleAlert aria-hidden="true" className="size-4" />
                {t('list.attention', { count: attention })}
              </Link>
            ) : null}
          </p>
        ) : null}
        <div className="ml-auto flex flex-wrap gap-2">
          <LinkButton look="quiet" to="/rollouts">
            <Waves aria-hidden="true" />
            {t('nav.rollouts')}
          </LinkButton>
          {mayOperate ? (
            <LinkButton look="quiet" to="/channels/deleted">
              <Trash2 aria-hidden="true" />
              {t('nav.deleted')}
            </LinkButton>
          ) : null}
          {mayOperate ? (
            <LinkButton look="quiet" to="/channels/import">
              <ListPlus aria-hidden="true" />
              {t('import.link')}
            </LinkButton>
          ) : null}
          {mayOperate ? <AddChannelLink /> : null}
        </div>
      </header>
      <WorstIncident groupId={chosen} />
      {all.length > 0 ? <ListToolbar query={query} groups={groups} chosen={chosen} /> : null}
      {all.length === 0 ? (
        <EmptyState
          icon={Tv}
          title={t('list.emptyTitle')}
          text={mayOperate ? t('list.emptyText') : t('list.emptyViewer')}
        >
          {mayOperate ? <LinkButton to="/channels/import">{t('import.title')}</LinkButton> : null}
        </EmptyState>
      ) : items.length === 0 ? (
        <EmptyState icon={SearchX} title={t('list.noMatchTitle')} text={t('list.noMatchText')}>
          <LinkButton to="/channels" reloadDocument>
            {t('list.clear')}
          </LinkButton>
        </EmptyState>
      ) : (
        <SelectingContext.Provider value={selecting}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the boxes within */}
          <div
            {...whileUsed}
            onKeyDown={(event) => {
              whileUsed.onKeyDown()
              if (selecting) listKeys(selecting.store, selecting.shown)(event)
            }}
          >
            <Items channels={items} mayOperate={mayOperate} />
          </div>
        </SelectingContext.Provider>
      )}
      {selecting ? <BulkBar store={selecting.store} known={channels} shown={items} /> : null}
    </div>
  )
}

/** The channels that the loader answered, kept true, and the groups they may be in. */
function useListed(): { all: readonly ListedChannel[]; groups: readonly FilterGroup[] } {
  const { packed, total, groups } = useLoaderData<typeof loader>()
  const loaded = useMemo(() => unpackRows<ListedChannel>(packed), [packed])
  useKeptTrue({ channels: loaded, total, groups })
  return { all: useSameObjects(loaded), groups }
}

/** A viewer has nothing to select for. What it holds keeps its identity, so that cards stay as they are. */
function useSelectingAmong(channels: readonly { id: string }[], mayOperate: boolean) {
  const [store] = useState(createSelectionStore)
  const shown = useRef<readonly string[]>([])
  shown.current = channels.map(({ id }) => id)
  return useMemo(
    () => (mayOperate ? { store, shown: () => shown.current } : null),
    [store, mayOperate],
  )
}

function withPulse<C extends { id: string }>(channel: C): C {
  const pulse = pulseStore.channel(channel.id)
  if (!pulse) return channel
  const { status, health, viewers, speed, cpuPercent } = pulse
  return { ...channel, status, health, viewers, speed, cpuPercent }
}
