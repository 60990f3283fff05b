import { messageOf, PutAlertSettingsInput, tell } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  formOfMail,
  losesPassword,
  mailBody,
  readMailForm,
} from '../features/alerts/domain/mail-form.ts'
import { type MailRefused, MailSettings } from '../features/alerts/mail-settings.tsx'
import { useDone } from '../features/alerts/use-done.ts'
import { type WatchdogRefused, WatchdogSettings } from '../features/alerts/watchdog-settings.tsx'
import { judge } from '../features/channel-form/judge.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { changedMeanwhile, readShown, shownIn } from '../shared/domain/changed-meanwhile.ts'
import { useUser } from '../shared/use-user.ts'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alertDelivery')

export function loader(args: LoaderFunctionArgs) {
  return load(args, (api) => api.alertSettings.get.query())
}

type Answer = { mail: MailRefused } | { watchdog: WatchdogRefused }

export async function action(args: ActionFunctionArgs): Promise<Answer | Response> {
  const form = await args.request.formData()
  const intent = form.get('intent')
  return intent === 'mail' || intent === 'no-mail'
    ? changeMail(args, form, intent === 'no-mail')
    : changeWatchdog(args, form, intent === 'no-watchdog')
}

async function changeMail(
  args: ActionFunctionArgs,
  form: FormData,
  isOff: boolean,
): Promise<Answer | Response> {
  const values = readMailForm(form)
  const shown = shownIn(form)
  const { smtp } = await load(args, (api) => api.alertSettings.get.query())
  const stored = formOfMail(smtp)
  const changed = changedMeanwhile(readShown(shown), stored, values)
  if (!isOff && changed.length > 0) return { mail: { values, changed, stored } }
  const body = judge(PutAlertSettingsInput, isOff ? { smtp: null } : mailBody(values))
  if (!body.ok) return { mail: { values, shown, problem: body.problem } }
  if (!isOff && losesPassword(smtp, values)) {
    const again = tell(messageOf('mail-password-anew'))
    const details = [{ path: 'smtp.password', ...again }]
    const problem: ApiProblem = { code: 'validation_failed', ...wrong(again), details }
    return { mail: { values, shown, problem } }
  }
  const saved = await attempt(args, (api) => api.alertSettings.put.mutate(body.value))
  if (!saved.ok) return { mail: { values, shown, problem: saved.problem } }
  return redirect(`/alerts/delivery?done=${isOff ? 'mailRemoved' : 'mailSaved'}`)
}

function wrong({ code, message, params }: ReturnType<typeof tell>) {
  return { messageCode: code, message, params }
}

async function changeWatchdog(
  args: ActionFunctionArgs,
  form: FormData,
  isOff: boolean,
): Promise<Answer | Response> {
  const url = String(form.get('url') ?? '').trim()
  const body = judge(PutAlertSettingsInput, { deadManUrl: isOff ? null : url })
  if (!body.ok) return { watchdog: { url, problem: body.problem } }
  const saved = await attempt(args, (api) => api.alertSettings.put.mutate(body.value))
  if (!saved.ok) return { watchdog: { url, problem: saved.problem } }
  return redirect(`/alerts/delivery?done=${isOff ? 'urlRemoved' : 'urlSaved'}`)
}

const DONE = ['mailSaved', 'mailRemoved', 'urlSaved', 'urlRemoved'] as const

/** What alerts need of the world around: a mail server, and who notices that we are gone. */
export default function AlertDelivery() {
  const { t } = useTranslation()
  const { smtp, deadMan } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const mayChange = useUser()?.role === 'admin'
  const done = useDone(answer)
  const said = DONE.find((one) => one === done?.what)
  return (
    <>
      {said ? (
        <Notice tone="good" role="status">
          {t(`alertDelivery.${said}`)}
        </Notice>
      ) : null}
      <MailSettings
        smtp={smtp}
        refused={answer && 'mail' in answer ? answer.mail : null}
        saved={said?.startsWith('mail') ? (done?.at ?? null) : null}
        mayChange={mayChange}
      />
      <WatchdogSettings
        deadMan={deadMan}
        refused={answer && 'watchdog' in answer ? answer.watchdog : null}
        saved={said?.startsWith('url') ? (done?.at ?? null) : null}
        mayChange={mayChange}
      />
    </>
  )
}
