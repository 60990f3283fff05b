import type { HostView } from '@cashbacktv/contract'
import { Form } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useMayOperate, useUser } from '../../shared/use-user.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmForm } from '../../ui/confirm-form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlanMaintenanceLink } from '../alerts/plan-maintenance-link.tsx'
import { MoveChannels } from '../bulk/move-channels.tsx'
import type { HostOption } from '../placement/domain/host-option.ts'
import { DeleteHost } from './delete-host.tsx'

export type HostDone = 'drain' | 'undrain' | 'confirm' | 'renew' | 'revoke' | 'delete'
export type HostAnswer = { hostId: string } & ({ done: HostDone } | { problem: ApiProblem })

/** `host`: as it is now. */
type HostActionsProps = { host: HostView; others: readonly HostOption[]; answer?: HostAnswer }

/** What a person may do with a host. What stops or cuts off anything asks before. */
export function HostActions({ host, others, answer }: HostActionsProps) {
  const { t } = useTranslation()
  const isAdmin = useUser()?.role === 'admin'
  const mayOperate = useMayOperate()
  const { heldRevision } = host
  const held = heldRevision === null ? null : <Notice tone="warning">{t('hosts.held')}</Notice>
  if (!mayOperate) return held
  const possible = host.draining ? 'undrain' : 'drain'
  return (
    <div className="mt-auto grid gap-2.5 border-t border-line pt-3">
      {held}
      <Outcome answer={answer} />
      <div className="flex flex-wrap gap-2">
        {(['drain', 'undrain'] as const).map((intent) => (
          <Form key={intent} method="post">
            <What host={host} intent={intent} />
            <Button
              type="submit"
              size="small"
              disabled={intent !== possible}
              title={t(`hosts.act.${intent}Hint`)}
            >
              {t(`hosts.act.${intent}`)}
            </Button>
          </Form>
        ))}
        {host.channels > 0 ? (
          <MoveChannels
            channelIds={() => channelsOn(host.id)}
            label={t('placement.moveAllNamed', { name: host.name })}
          >
            {t('placement.moveAll')}
          </MoveChannels>
        ) : null}
        <PlanMaintenanceLink
          scope={{ kind: 'host', hostId: host.id }}
          name={host.name}
          size="small"
        />
        {isAdmin && host.link !== 'never' ? (
          <>
            <Form method="post">
              <What host={host} intent="renew" />
              <Button type="submit" size="small" title={t('hosts.act.renewHint')}>
                {t('hosts.act.renew')}
              </Button>
            </Form>
            <Revoke host={host} />
          </>
        ) : null}
        {isAdmin ? (
          <DeleteHost host={host} others={others} fields={<What host={host} intent="delete" />} />
        ) : null}
        {heldRevision === null ? null : <ConfirmHeld host={host} revision={heldRevision} />}
      </div>
    </div>
  )
}

/** Of what the list holds. */
async function channelsOn(hostId: string): Promise<string[]> {
  const { items } = await browserApi.channels.listed.query()
  return items.filter((channel) => channel.hostId === hostId).map(({ id }) => id)
}

function ConfirmHeld({ host, revision }: { host: HostView; revision: number }) {
  const { t } = useTranslation()
  return (
    <ConfirmForm
      fields={
        <>
          <What host={host} intent="confirm" />
          <input type="hidden" name="revision" value={revision} />
        </>
      }
      title={t('hosts.act.confirmTitle', { name: host.name })}
      consequence={<p>{t('hosts.act.confirmText')}</p>}
      confirm={t('hosts.act.confirm')}
      trigger={
        <Button size="small" look="primary">
          {t('hosts.act.confirm')}
        </Button>
      }
    />
  )
}

function Revoke({ host }: { host: HostView }) {
  const { t } = useTranslation()
  const { name, channels } = host
  return (
    <ConfirmForm
      fields={<What host={host} intent="revoke" />}
      title={t('hosts.act.revokeTitle', { name })}
      consequence={
        <>
          <p>{t('hosts.act.revokeText', { count: channels })}</p>
          <p>{t('hosts.act.revokeBack')}</p>
        </>
      }
      confirm={t('hosts.act.revoke')}
      trigger={
        <Button size="small" look="danger">
          {t('hosts.act.revoke')}
        </Button>
      }
    />
  )
}

function Outcome({ answer }: { answer: HostAnswer | undefined }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!answer) return null
  if ('done' in answer) return <Notice role="status">{t(`hosts.act.done.${answer.done}`)}</Notice>
  return (
    <Notice tone="bad" role="alert">
      {apiText.problem(answer.problem)}
    </Notice>
  )
}

function What({ host, intent }: { host: HostView; intent: HostDone }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="id" value={host.id} />
    </>
  )
}
