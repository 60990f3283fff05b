import { PutAlertRuleInput } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  defaultRuleBody,
  formOfRule,
  readRuleForm,
  ruleBody,
} from '../features/alerts/domain/rule-form.ts'
import type { RuleRefused } from '../features/alerts/rule-editor.tsx'
import { RuleRow } from '../features/alerts/rule-row.tsx'
import { useDone } from '../features/alerts/use-done.ts'
import { judge } from '../features/channel-form/judge.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { changedMeanwhile, readShown, shownIn } from '../shared/domain/changed-meanwhile.ts'
import { useUser } from '../shared/use-user.ts'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alertRules')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.alertRules.list.query())
  return { rules: items }
}

type Answer = { id: string } & RuleRefused

export async function action(args: ActionFunctionArgs): Promise<Answer | Response> {
  const form = await args.request.formData()
  const { items } = await load(args, (api) => api.alertRules.list.query())
  const rule = items.find(({ id }) => id === form.get('id'))
  if (!rule) throw new Response(null, { status: 400 })
  const { id } = rule
  const values = readRuleForm(form)
  const shown = shownIn(form)
  const isReset = form.get('intent') === 'defaults'
  const stored = formOfRule(rule, rule.settings)
  const changed = changedMeanwhile(readShown(shown), stored, values)
  if (!isReset && changed.length > 0) return { id, values, changed, stored }
  const body = judge(PutAlertRuleInput, isReset ? defaultRuleBody(rule) : ruleBody(rule, values))
  if (!body.ok) return { id, values, shown, problem: body.problem }
  const saved = await attempt(args, (api) => api.alertRules.put.mutate(body.value))
  if (!saved.ok) return { id, values, shown, problem: saved.problem }
  return redirect(`/alerts/rules?done=${id}`)
}

/** What raises an alert, in words; an administrator changes each where it stands. */
export default function AlertRules() {
  const { t } = useTranslation()
  const { rules } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const mayChange = useUser()?.role === 'admin'
  const done = useDone(answer)
  const saved = rules.find(({ id }) => id === done?.what)
  return (
    <>
      {saved ? (
        <Notice tone="good" role="status">
          {t('alertRule.saved', { name: t(`alertRule.name.${saved.id}`) })}
        </Notice>
      ) : null}
      <Panel
        title={t('alerts.places.rules')}
        hint={mayChange ? t('alertRule.hint') : t('alertRule.readOnly')}
        bodyClassName="p-0"
      >
        <ul className="divide-y divide-line">
          {rules.map((rule) => (
            <li key={rule.id}>
              <RuleRow
                rule={rule}
                mayChange={mayChange}
                refused={answer?.id === rule.id ? answer : null}
                saved={saved === rule ? (done?.at ?? null) : null}
              />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}
