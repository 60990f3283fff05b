import { randomUUID } from 'node:crypto'
import type { UserId } from '@cashbacktv/contract'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { AddPerson } from '../features/people/add-person.tsx'
import { readGroupLimit } from '../features/people/domain/group-limit.ts'
import { asRole, asRule } from '../features/people/domain/people.ts'
import { type PeopleAnswer, PeopleNotice } from '../features/people/people-notice.tsx'
import { PersonRow } from '../features/people/person-row.tsx'
import { RequireSecondStep } from '../features/people/require-second-step.tsx'
import { SigningKeyPanel } from '../features/people/signing-key-panel.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Api, attempt, load } from '../shared/api.server.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { useUser } from '../shared/use-user.ts'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'people')

export async function loader(args: LoaderFunctionArgs) {
  return load(args, async (api) => {
    const [{ items }, { mailsLinks }, signingKey, groups, secondStep] = await Promise.all([
      api.users.list.query(),
      api.auth.mailsLinks.query(),
      api.auth.signingKey.query(),
      api.groups.list.query(),
      api.secondStep.requirement.query(),
    ])
    const shown = groups.items.map(({ id, name }) => ({ id, name }))
    const { rule } = secondStep
    return { people: items, mailsLinks, signingKey, groups: shown, rule, newId: randomUUID() }
  })
}

export async function action(args: ActionFunctionArgs): Promise<PeopleAnswer> {
  const form = await args.request.formData()
  if (form.get('intent') === 'signingKey') {
    const password = String(form.get('password') ?? '')
    const result = await attempt(args, (api) => api.auth.replaceSigningKey.mutate({ password }))
    return { ofKey: result.ok ? null : result.problem }
  }
  if (form.get('intent') === 'requireSecondStep') {
    const wish = { rule: asRule(form.get('rule')), password: String(form.get('password')) }
    const result = await attempt(args, (api) => api.secondStep.putRequirement.mutate(wish))
    return { ofRule: result.ok ? null : result.problem, rule: wish.rule }
  }
  const result = await attempt(args, (api) => act(api, form))
  if (result.ok) return result.value
  return { problem: result.problem, email: String(form.get('email') ?? '') }
}

async function act(api: Api, form: FormData): Promise<PeopleAnswer> {
  const id = String(form.get('id') ?? '') as UserId
  const email = String(form.get('email') ?? '').trim()
  const mail = form.get('mail') === 'on'
  const link = async (of: UserId, purpose: 'invitation' | 'reset') => {
    const made = await api.users.createPasswordLink.mutate({ id: of, purpose, mail })
    const { url, path, expiresAt, mailed } = made
    return { email, link: { url: url ?? path, expiresAt, mailed, wasToBeMailed: mail } }
  }
  switch (form.get('intent')) {
    case 'create': {
      const password = String(form.get('password') ?? '')
      const wish = {
        ...idOf(form),
        email,
        role: asRole(form.get('role')),
        ...readGroupLimit(form),
        ...(password ? { password } : {}),
      }
      const made = await api.users.create.mutate(wish)
      return { done: 'created', ...(password ? { email } : await link(made.id, 'invitation')) }
    }
    case 'link':
      return link(id, 'reset')
    case 'resetStep':
      await api.users.resetSecondStep.mutate({ id })
      return { done: 'stepReset', email }
    case 'removePasskeys':
      await api.users.removePasskeys.mutate({ id })
      return { done: 'passkeysRemoved', email }
    case 'delete':
      await api.users.delete.mutate({ id })
      return { done: 'deleted', email }
    case 'disable':
    case 'enable':
      await api.users.update.mutate({ id, disabled: form.get('intent') === 'disable' })
      return { done: 'updated', email }
    case 'groups':
      await api.users.update.mutate({ id, ...readGroupLimit(form) })
      return { done: 'updated', email }
    default:
      await api.users.update.mutate({ id, role: asRole(form.get('role')) })
      return { done: 'updated', email }
  }
}

export default function People() {
  const { t } = useTranslation()
  const { people, mailsLinks, signingKey, groups, rule, newId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const me = useUser()
  const [params] = useSearchParams()
  return (
    <>
      <PeopleNotice answer={answer} />
      <div className="grid grid-cols-1 items-start gap-4 min-[137.5rem]:grid-cols-[2fr_1fr]">
        <Panel title={t('people.title')} hint={t('people.hint')} bodyClassName="p-0">
          <ul className="divide-y divide-line">
            {people.map((person) => (
              <li key={person.id}>
                <PersonRow
                  person={person}
                  groups={groups}
                  mailsLinks={mailsLinks}
                  isMe={person.email === me?.email}
                  open={params.get('open') === person.id}
                />
              </li>
            ))}
          </ul>
        </Panel>
        <div className="grid gap-4">
          <AddPerson groups={groups} answer={answer} newId={newId} mailsLinks={mailsLinks} />
          <RequireSecondStep rule={rule} answer={answer && 'ofRule' in answer ? answer : null} />
          <SigningKeyPanel view={signingKey} answer={answer && 'ofKey' in answer ? answer : null} />
        </div>
      </div>
    </>
  )
}
