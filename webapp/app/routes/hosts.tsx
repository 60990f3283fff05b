import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Server } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type EnrolAnswer, EnrolHost } from '../components/host/enrol-host.tsx'
import { HostCard } from '../components/host/host-card.tsx'
import { EmptyState } from '../components/ui/empty-state.tsx'
import { enrolCommand } from '../domain/host-presentation.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { attempt, load } from '../lib/api.server.ts'
import { browserOrigin } from '../lib/browser-addresses.server.ts'
import { useUser } from '../lib/use-user.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'hosts')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.hosts.list.query())
  return { hosts: items }
}

export async function action(args: ActionFunctionArgs): Promise<EnrolAnswer> {
  const form = await args.request.formData()
  const label = String(form.get('label') ?? '').trim() || 'host'
  const result = await attempt(args, (api) => api.hosts.createJoinToken.mutate({ label }))
  if (!result.ok) return { problem: result.problem }
  const { token, expiresAt } = result.value
  return { command: enrolCommand(browserOrigin(args.request), token), expiresAt }
}

export default function Hosts() {
  const { t } = useTranslation()
  const { hosts } = useLoaderData<typeof loader>()
  const isAdmin = useUser()?.role === 'admin'
  return (
    <div className="grid gap-4">
      <header>
        <h1 className="text-xl font-semibold">{t('hosts.title')}</h1>
        <p className="text-sm text-dim">{t('hosts.intro')}</p>
      </header>
      {hosts.length === 0 ? (
        <EmptyState icon={Server} title={t('hosts.emptyTitle')} text={t('hosts.emptyText')} />
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,24rem),1fr))] gap-4">
          {hosts.map((host) => (
            <li key={host.id} className="grid min-w-0">
              <HostCard host={host} />
            </li>
          ))}
        </ul>
      )}
      {isAdmin ? <EnrolHost /> : null}
    </div>
  )
}
