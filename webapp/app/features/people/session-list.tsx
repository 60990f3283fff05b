import type { SessionView } from '@cashbacktv/contract'
import { Form } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Panel } from '../../ui/panel.tsx'
import { describeAgent } from './domain/describe-agent.ts'

type SessionListProps = { sessions: readonly SessionView[]; title: string }

/** Where a person is logged in; each session but the one that asks can be ended. */
export function SessionList({ sessions, title }: SessionListProps) {
  const { t } = useTranslation()
  const others = sessions.filter(({ current }) => !current)
  return (
    <Panel
      title={title}
      bodyClassName="p-0"
      actions={
        others.length > 0 ? (
          <Form method="post">
            <Button type="submit" size="small">
              {t(others.length < sessions.length ? 'account.endOthers' : 'account.endAll')}
            </Button>
          </Form>
        ) : null
      }
    >
      {sessions.length === 0 ? (
        <p className="px-4 py-3 text-sm text-dim">{t('account.noSessions')}</p>
      ) : null}
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id}>
            <SessionRow session={session} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function SessionRow({ session }: { session: SessionView }) {
  const { t } = useTranslation()
  const known = describeAgent(session.userAgent)
  const agent = known?.system ? t('account.agent', known) : known?.program
  const name = agent ?? t('account.unknownAgent')
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <span className="min-w-0 flex-1 basis-48">
        <span className="font-medium">{name}</span>
        {session.current ? (
          <span className="ml-2 rounded-sm bg-accent-soft px-1.5 py-0.5 text-xs">
            {t('account.thisOne')}
          </span>
        ) : null}
        <span className="block text-xs text-dim">
          {t('account.seen')} <Instant at={session.lastSeenAt} />, {t('account.since')}{' '}
          <Instant at={session.startedAt} dateToo />
          {session.address ? ` · ${t('account.from', { address: session.address })}` : ''}
        </span>
      </span>
      {session.current ? null : (
        <Form method="post">
          <input type="hidden" name="id" value={session.id} />
          <Button type="submit" size="small" aria-label={t('account.endNamed', { agent: name })}>
            {t('account.end')}
          </Button>
        </Form>
      )}
    </div>
  )
}
