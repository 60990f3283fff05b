import type { OwnPasskeys, PasskeyView } from '@cashbacktv/contract'
import { Form, useNavigation } from '@remix-run/react'
import { ChevronDown } from 'lucide-react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AddPasskey } from './add-passkey.tsx'
import { CodeField } from './code-field.tsx'
import { OwnPassword } from './own-password.tsx'
import type { PasskeyAnswer } from './passkey-answer.ts'

type PasskeyPanelProps = {
  own: OwnPasskeys
  /** A second step is on, of which a code is asked beside the password. */
  asksCode: boolean
  answer: PasskeyAnswer | null
}

/** The passkeys of a person, each with its new name and its removal, and another one. */
export function PasskeyPanel({ own, asksCode, answer }: PasskeyPanelProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { items, site, obstacle } = own
  return (
    <Panel title={t('passkey.title')} hint={t('passkey.hint')}>
      <div className="grid gap-4">
        {items.length === 0 ? <p className="text-sm">{t('passkey.none')}</p> : null}
        <ul className="divide-y divide-line">
          {items.map((passkey) => (
            <li key={passkey.id}>
              <PasskeyRow
                passkey={passkey}
                asksCode={asksCode}
                answer={answer?.id === passkey.id ? answer : null}
              />
            </li>
          ))}
        </ul>
        {obstacle ? <Notice tone="warning">{apiText.reason(obstacle)}</Notice> : null}
        {site ? (
          <div className="grid gap-4 border-t border-line pt-4">
            <h3 className="text-sm font-semibold">{t('passkey.another')}</h3>
            <AddPasskey
              site={site}
              asksCode={asksCode}
              answer={answer?.id === null ? answer : null}
            />
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

const DONE = { addPasskey: 'added', renamePasskey: 'renamed', removePasskey: 'removed' } as const

/** What was done, or what of a passkey could not be and no field is to blame for. */
export function PasskeyNotice({ answer }: { answer: PasskeyAnswer | null }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!answer || answer.intent === 'beginPasskey') return null
  const { intent, problem } = answer
  if (problem === undefined) {
    return (
      <Notice tone="good" role="status">
        {t(`passkey.${DONE[intent]}`)}
      </Notice>
    )
  }
  // A new one says it in its own place.
  if (problem.details.length > 0 || intent === 'addPasskey') return null
  return (
    <Notice tone="bad" role="alert">
      {apiText.problem(problem)}
    </Notice>
  )
}

type PasskeyRowProps = { passkey: PasskeyView; asksCode: boolean; answer: PasskeyAnswer | null }

function PasskeyRow({ passkey, asksCode, answer }: PasskeyRowProps) {
  const { t } = useTranslation()
  const { name, createdAt, lastUsedAt, isSynced } = passkey
  return (
    <details className="group text-sm" open={answer?.problem !== undefined}>
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-4 gap-y-1 py-3">
        <span className="min-w-0 flex-1 basis-48">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="block text-xs text-dim">
            {t('passkey.made')} <Instant at={createdAt} dateToo />
            {' · '}
            {lastUsedAt ? (
              <>
                {t('passkey.used')} <Instant at={lastUsedAt} dateToo />
              </>
            ) : (
              t('passkey.neverUsed')
            )}
            {isSynced ? ` · ${t('passkey.synced')}` : ''}
          </span>
        </span>
        <span className="inline-flex items-center gap-1 text-xs text-dim">
          <span className="sr-only">{t('passkey.manage', { name })}</span>
          <span aria-hidden="true">{t('people.manageShort')}</span>
          <ChevronDown aria-hidden="true" className="size-4 group-open:rotate-180" />
        </span>
      </summary>
      <div className="grid items-start gap-x-8 gap-y-5 pb-4 sm:grid-cols-2">
        <RenamePasskey passkey={passkey} answer={answer} />
        <RemovePasskey passkey={passkey} asksCode={asksCode} answer={answer} />
      </div>
    </details>
  )
}

type OfPasskeyProps = { passkey: PasskeyView; answer: PasskeyAnswer | null }

function RenamePasskey({ passkey: { id, name }, answer }: OfPasskeyProps) {
  const { t } = useTranslation()
  const { textAt, busy } = useAnswered(answer, 'renamePasskey')
  const bounds = useBounds('passkey.name')
  return (
    <Form method="post" noValidate className="grid content-start gap-3">
      <input type="hidden" name="intent" value="renamePasskey" />
      <input type="hidden" name="id" value={id} />
      <Field label={t('passkey.name')} problem={textAt('name')}>
        {(binding) => <Input {...binding} name="name" defaultValue={name} {...bounds} required />}
      </Field>
      <Button type="submit" aria-disabled={busy} className="justify-self-start">
        {t('passkey.rename')}
      </Button>
    </Form>
  )
}

function RemovePasskey({ passkey, asksCode, answer }: OfPasskeyProps & { asksCode: boolean }) {
  const { t } = useTranslation()
  const { textAt, busy } = useAnswered(answer, 'removePasskey')
  return (
    <Form method="post" noValidate className="grid content-start gap-3">
      <input type="hidden" name="intent" value="removePasskey" />
      <input type="hidden" name="id" value={passkey.id} />
      <p className="text-xs text-dim">{t('passkey.removeHint')}</p>
      <OwnPassword problem={textAt('password')} />
      {asksCode ? <CodeField problem={textAt('code')} /> : null}
      <Button type="submit" look="danger" aria-disabled={busy} className="justify-self-start">
        {t('passkey.remove')}
      </Button>
    </Form>
  )
}

/** What a form is refused for, by its field. */
function useAnswered(answer: PasskeyAnswer | null, intent: string) {
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const details = answer?.intent === intent ? (answer.problem?.details ?? []) : []
  return {
    busy,
    textAt: (path: string) => apiText.field(details.find((problem) => problem.path === path)),
  }
}
