import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { readFleetPast } from '../features/dashboard/read-fleet-past.server.ts'
import { BandwidthView } from '../features/monitoring/bandwidth-view.tsx'
import { readErrorQuery } from '../features/monitoring/domain/error-query.ts'
import { ErrorLog } from '../features/monitoring/error-log.tsx'
import { ProcessTable } from '../features/monitoring/process-table.tsx'
import { SystemView } from '../features/monitoring/system-view.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { classNames } from '../shared/class-names.ts'
import { useKeptTrue } from '../shared/live/use-kept-true.ts'
import { useScreen } from '../shared/live/use-screen.ts'
import { readListedChannels } from '../shared/read-listed-channels.server.ts'
import { useCurrentInView } from '../shared/use-current-in-view.ts'

const VIEWS = ['system', 'processes', 'bandwidth', 'errors'] as const
type View = (typeof VIEWS)[number]

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'monitoring')

/** Reads only what the part in view needs. */
export async function loader(args: LoaderFunctionArgs) {
  const params = new URL(args.request.url).searchParams
  // Alerts were a view of this page once: what leads there goes on.
  if (params.get('view') === 'alerts') throw redirect('/alerts')
  const view: View = VIEWS.find((known) => known === params.get('view')) ?? 'system'
  const { items: hosts } = await load(args, (api) => api.hosts.list.query())
  const [processes, listed, past, errors] = await Promise.all([
    view === 'processes' ? load(args, (api) => api.monitoring.processes.query()) : null,
    view === 'bandwidth' ? readListedChannels(args) : null,
    view === 'bandwidth' ? readFleetPast(args) : null,
    view === 'errors'
      ? load(args, (api) => api.monitoring.activity.query(readErrorQuery(params)))
      : null,
  ])
  return {
    view,
    hosts,
    errors,
    past,
    processes: processes?.items ?? [],
    channels: listed?.channels ?? [],
  }
}

const NONE: readonly never[] = []

export default function Monitoring() {
  const { t } = useTranslation()
  const { view, hosts, processes, channels, errors, past } = useLoaderData<typeof loader>()
  // What was asked for and found among the errors stays as it was found.
  useKeptTrue({ channels: NONE, total: null, hosts: view === 'errors' ? undefined : hosts })
  useScreen({ senders: view === 'bandwidth', samples: view === 'system' })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <h1 className="text-xl font-semibold">{t('monitoring.title')}</h1>
        <Views view={view} />
      </header>
      {view === 'system' ? <SystemView hosts={hosts} /> : null}
      {view === 'processes' ? <ProcessTable initial={processes} /> : null}
      {past ? <BandwidthView channels={channels} hosts={hosts} past={past} /> : null}
      {view === 'errors' && errors ? <ErrorLog initial={errors} hosts={hosts} /> : null}
    </div>
  )
}

/** Links and not tabs: each part has an address, and works without JavaScript. */
function Views({ view }: { view: View }) {
  const { t } = useTranslation()
  const row = useCurrentInView()
  return (
    <nav ref={row} aria-label={t('monitoring.views.label')} className="max-w-full overflow-x-auto">
      <ul className="flex w-max gap-1 rounded-md border border-line bg-surface p-0.5 text-sm">
        {VIEWS.map((name) => (
          <li key={name}>
            <Link
              to={name === 'system' ? '/monitoring' : `?view=${name}`}
              prefetch="intent"
              aria-current={name === view ? 'page' : undefined}
              className={classNames(
                'flex h-8 items-center rounded-sm px-2.5 whitespace-nowrap',
                name === view ? 'bg-accent-soft font-medium' : 'text-dim hover:text-ink',
              )}
            >
              {t(`monitoring.views.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
