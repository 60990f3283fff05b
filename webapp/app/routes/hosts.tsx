import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Server } from 'lucide-react'
import { HelpLink } from '../features/docs/help-link.tsx'
import { enrolCommand, isLoopback } from '../features/hosts/domain/host-presentation.ts'
import { type EnrolAnswer, EnrolHost } from '../features/hosts/enrol-host.tsx'
import type { HostAnswer, HostDone } from '../features/hosts/host-actions.tsx'
import { HostCard } from '../features/hosts/host-card.tsx'
import { hostOptions } from '../features/placement/domain/host-option.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Api, attempt, load } from '../shared/api.server.ts'
import { useKeptTrue } from '../shared/live/use-kept-true.ts'
import { useScreen } from '../shared/live/use-screen.ts'
import { useUser } from '../shared/use-user.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'hosts')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.hosts.list.query())
  return { hosts: items }
}

const INTENTS: readonly HostDone[] = ['drain', 'undrain', 'confirm', 'renew', 'revoke', 'delete']

export async function action(args: ActionFunctionArgs): Promise<EnrolAnswer | HostAnswer> {
  const form = await args.request.formData()
  const done = INTENTS.find((intent) => intent === form.get('intent'))
  if (done) {
    const hostId = String(form.get('id') ?? '')
    const acted = await attempt(args, (api) => act(api, done, hostId, form))
    return { hostId, ...(acted.ok ? { done } : { problem: acted.problem }) }
  }
  const label = String(form.get('label') ?? '').trim() || 'host'
  const result = await attempt(args, (api) => api.hosts.createJoinToken.mutate({ label }))
  if (!result.ok) return { problem: result.problem }
  const { id, token, expiresAt, publicUrl, address } = result.value
  if (isLoopback(address)) {
    // On another machine the command would lead to that machine itself: a token that nobody is shown is taken back.
    await attempt(args, (api) => api.hosts.revokeJoinToken.mutate({ id }))
    return { unreachable: address }
  }
  const guessed = publicUrl === null ? address : null
  return { command: enrolCommand(address, token), expiresAt, guessed }
}

function act(api: Api, intent: HostDone, id: string, form: FormData) {
  switch (intent) {
    case 'drain':
    case 'undrain':
      return api.hosts.drain.mutate({ id, draining: intent === 'drain' })
    case 'confirm':
      return api.hosts.confirmSnapshot.mutate({ id, revision: Number(form.get('revision')) })
    case 'renew':
      return api.hosts.replaceCredential.mutate({ id })
    case 'revoke':
      return api.hosts.revoke.mutate({ id })
    case 'delete': {
      const moveTo = String(form.get('moveTo') ?? '') || undefined
      return api.hosts.delete.mutate({ id, moveTo, confirm: String(form.get('confirm') ?? '') })
    }
  }
}

const NONE: readonly never[] = []

export default function Hosts() {
  const { t } = useTranslation()
  const { hosts } = useLoaderData<typeof loader>()
  useScreen({ samples: true })
  useKeptTrue({ channels: NONE, total: null, hosts })
  const isAdmin = useUser()?.role === 'admin'
  const answered = useActionData<typeof action>()
  const answer = answered && 'hostId' in answered ? answered : null
  return (
    <div className="grid grid-cols-1 gap-4">
      <header className="flex flex-wrap items-start justify-between gap-x-5">
        <div>
          <h1 className="text-xl font-semibold">{t('hosts.title')}</h1>
          <p className="text-sm text-dim">{t('hosts.intro')}</p>
        </div>
        <HelpLink on="hosts" />
      </header>
      {answer && 'done' in answer && answer.done === 'delete' ? (
        <Notice role="status">{t('hosts.act.done.delete')}</Notice>
      ) : null}
      {hosts.length === 0 ? (
        <EmptyState icon={Server} title={t('hosts.emptyTitle')} text={t('hosts.emptyText')} />
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,24rem),1fr))] gap-4">
          {hosts.map((host) => (
            <li key={host.id} className="grid min-w-0">
              <HostCard
                host={host}
                others={hostOptions(hosts.filter(({ id }) => id !== host.id))}
                {...(answer?.hostId === host.id ? { answer } : {})}
              />
            </li>
          ))}
        </ul>
      )}
      {isAdmin ? <EnrolHost /> : null}
    </div>
  )
}
