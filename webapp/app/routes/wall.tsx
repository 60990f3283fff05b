import { fleetTotals } from '@cashbacktv/contract'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react'
import { useEffect, useMemo, useState } from 'react'
import { AlarmWhenWanted } from '../features/alerts/alarm-when-wanted.tsx'
import { WorstIncident } from '../features/alerts/worst-incident.tsx'
import { needsAttention, presentStatus } from '../features/channel/domain/channel-status.ts'
import { readListQuery, selectChannels } from '../features/channel-list/domain/channel-list.ts'
import { useAttention } from '../features/dashboard/use-attention.ts'
import {
  addressWithin,
  chosenGroup,
  hostsOfGroup,
  ofGroup,
} from '../features/group-filter/domain/group-filter.ts'
import { readFilterGroups } from '../features/group-filter/read-filter-groups.server.ts'
import { ErrorPage } from '../features/shell/error-page.tsx'
import { pageAfter, wallPages } from '../features/wall/domain/wall.ts'
import { useLeaveWall, useWakeLock, useWallGrid } from '../features/wall/use-wall-screen.ts'
import { WallHead } from '../features/wall/wall-head.tsx'
import { WallTile } from '../features/wall/wall-tile.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { askLogIn } from '../shared/away/ask-log-in.ts'
import { collatorOf } from '../shared/domain/collate.ts'
import { connectLive } from '../shared/live/connect-live.ts'
import { useKeptTrue } from '../shared/live/use-kept-true.ts'
import { pulseStore, useStatesVersion } from '../shared/live/use-live.ts'
import { readListedChannels } from '../shared/read-listed-channels.server.ts'

const TURN_MS = 12_000
const BEFORE_MEASURED = { columns: 4, rows: 2 }

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'wall')

export async function loader(args: LoaderFunctionArgs) {
  const [{ channels, total }, hosts, groups] = await Promise.all([
    readListedChannels(args),
    load(args, (api) => api.hosts.list.query()),
    readFilterGroups(args),
  ])
  return { channels, total, hosts: hosts.items, groups }
}

/** For a monitor on the wall: pages of channels that turn by themselves, trouble first. */
export default function Wall() {
  const { t, i18n } = useTranslation()
  const loaded = useLoaderData<typeof loader>()
  useKeptTrue(loaded)
  const { groups } = loaded
  const version = useStatesVersion()
  const [params] = useSearchParams()
  const chosen = chosenGroup(params, groups)
  const channels = useMemo(() => ofGroup(loaded.channels, chosen), [loaded, chosen])
  const hosts = useMemo(
    () => hostsOfGroup(loaded.hosts, channels, chosen),
    [loaded, channels, chosen],
  )
  const isGrouped = params.get('group') === 'host'
  const grid = useWallGrid()
  const [turns, setTurns] = useState(0)
  const { health } = useAttention(channels, hosts)
  useEffect(() => connectLive(pulseStore, askLogIn), [])
  useEffect(() => {
    const timer = setInterval(() => setTurns((before) => before + 1), TURN_MS)
    return () => clearInterval(timer)
  }, [])
  useWakeLock()
  useLeaveWall(addressWithin(chosen, '/'))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the store has news
  const { hung, totals } = useMemo(() => {
    const now = channels.map((channel) => {
      const pulse = pulseStore.channel(channel.id)
      if (!pulse) return channel
      const { status, phase, health, showing } = pulse
      return { ...channel, status, phase, health, showing }
    })
    const on = now.filter(({ health }) => health.level !== 'off')
    const query = readListQuery(new URLSearchParams())
    const byId = new Map(channels.map((channel) => [channel.id, channel]))
    const hung = selectChannels(on, query, i18n.language).flatMap((channel) => {
      const known = byId.get(channel.id)
      if (!known) return []
      const { tone } = presentStatus(channel)
      const group = known.hostName ?? t('wall.noHost')
      return { channel: known, isBroken: tone === 'bad', needsEye: needsAttention(channel), group }
    })
    return { hung, totals: fleetTotals(now, []) }
  }, [channels, version, i18n.language, t])
  const pages = useMemo(
    () =>
      wallPages(
        hung,
        grid ?? BEFORE_MEASURED,
        isGrouped ? collatorOf(i18n.language).compare : null,
      ),
    [hung, grid, isGrouped, i18n.language],
  )
  const page = pageAfter(turns, pages.length)
  const shown = pages[page]
  return (
    <main className="flex h-dvh flex-col gap-2 overflow-hidden p-3">
      <h1 className="sr-only">{t('wall.title')}</h1>
      <Link
        to={addressWithin(chosen, '/')}
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('wall.leave')}
      </Link>
      <WallHead
        health={health}
        running={totals.onAir}
        wanted={totals.wanted}
        page={page}
        pages={pages.length}
        isGrouped={isGrouped}
        group={shown?.group ?? null}
        groups={groups}
        chosen={chosen}
      />
      <WorstIncident large groupId={chosen} />
      <AlarmWhenWanted />
      {shown ? (
        <ul
          className="grid min-h-0 flex-1 grid-flow-row-dense gap-3"
          style={{
            gridTemplateColumns: `repeat(${shown.grid.columns}, minmax(0, 1fr))`,
            gridTemplateRows: `repeat(${shown.grid.rows}, minmax(0, 1fr))`,
          }}
        >
          {shown.items.map(({ channel }, index) => (
            <WallTile key={channel.id} channel={channel} isLarge={index < shown.large} />
          ))}
        </ul>
      ) : (
        <p className="grid flex-1 place-content-center text-2xl text-dim">
          {t('health.reason.idle')}
        </p>
      )}
    </main>
  )
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} standalone />
}
