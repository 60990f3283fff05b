import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { HelpLink } from '../features/docs/help-link.tsx'
import { readGroupLimit } from '../features/people/domain/group-limit.ts'
import { asRole } from '../features/people/domain/people.ts'
import { AddKey } from '../features/settings/add-key.tsx'
import { readKeyLife } from '../features/settings/domain/key-life.ts'
import { type KeyAnswer, KeyNotice } from '../features/settings/key-notice.tsx'
import { KeyRow } from '../features/settings/key-row.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'keys')

export async function loader(args: LoaderFunctionArgs) {
  return load(args, async (api) => {
    const [{ items }, groups] = await Promise.all([
      api.apiKeys.list.query(),
      api.groups.list.query(),
    ])
    const shown = groups.items.map(({ id, name }) => ({ id, name }))
    return { keys: items, groups: shown, newId: randomUUID() }
  })
}

export async function action(args: ActionFunctionArgs): Promise<KeyAnswer> {
  const form = await args.request.formData()
  const id = String(form.get('id') ?? '')
  if (id) {
    const revoked = await attempt(args, (api) => api.apiKeys.revoke.mutate({ id }))
    return revoked.ok ? { revoked: true } : { problem: revoked.problem }
  }
  const wish = {
    ...idOf(form),
    name: String(form.get('name') ?? ''),
    role: asRole(form.get('role')),
    ...readKeyLife(form),
    ...readGroupLimit(form),
  }
  const made = await attempt(args, (api) => api.apiKeys.create.mutate(wish))
  return made.ok ? { key: made.value.key } : { problem: made.problem }
}

export default function ApiKeys() {
  const { t } = useTranslation()
  const { keys, groups, newId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <>
      <KeyNotice answer={answer} />
      <div className="grid grid-cols-1 items-start gap-4 min-[137.5rem]:grid-cols-[2fr_1fr]">
        <Panel
          title={t('keys.title')}
          hint={t('keys.hint')}
          actions={<HelpLink on="apiKeys" />}
          bodyClassName="p-0"
        >
          {keys.length === 0 ? <p className="p-4 text-sm text-dim">{t('keys.none')}</p> : null}
          <ul className="divide-y divide-line">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} groups={groups} />
            ))}
          </ul>
        </Panel>
        <AddKey groups={groups} answer={answer} newId={newId} />
      </div>
    </>
  )
}
