import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { actOnPasskeys } from '../features/people/act-on-passkeys.server.ts'
import {
  actOnSecondStep,
  type SecondStepAnswer,
} from '../features/people/act-on-second-step.server.ts'
import { AddPasskey } from '../features/people/add-passkey.tsx'
import { type PasskeyAnswer, passkeyIntent } from '../features/people/passkey-answer.ts'
import { RecoveryCodesNotice } from '../features/people/second-step-manage.tsx'
import { BeginSecondStep, ConfirmSecondStep } from '../features/people/second-step-set-up.tsx'
import { safeReturnTo } from '../features/shell/domain/return-to.ts'
import { EntryPage } from '../features/shell/entry-page.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { problemAt } from '../shared/domain/field-problems.ts'
import { Button } from '../ui/button.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'secondStepFirst')

/** Nothing but what who lacks a second step may ask. */
export function loader(args: LoaderFunctionArgs) {
  return load(args, async (api) => {
    const [view, { site }] = await Promise.all([
      api.secondStep.get.query(),
      api.passkeys.list.query(),
    ])
    return { isMissing: view.isMissing, site }
  })
}

type Answer = { ofPasskey: PasskeyAnswer } | { ofStep: SecondStepAnswer }

export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  const intent = passkeyIntent(form.get('intent'))
  if (intent) return data<Answer>({ ofPasskey: await actOnPasskeys(args, intent, form) })
  const wish = form.get('intent') === 'confirm' ? 'confirm' : 'begin'
  return data<Answer>({ ofStep: await actOnSecondStep(args, wish, form) })
}

/** For who must have a second step and has none: it comes before everything else. */
export default function SecondStepFirst() {
  const { t } = useTranslation()
  const { isMissing } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [params] = useSearchParams()
  const codes = answer && 'ofStep' in answer ? answer.ofStep.codes : undefined
  return (
    <EntryPage title={t('secondStep.first')} wide>
      {codes ? <RecoveryCodesNotice codes={codes} /> : null}
      {isMissing ? (
        <SetUpParts />
      ) : (
        <>
          <Notice tone="good" role="status">
            {t('secondStep.firstDone')}
          </Notice>
          <LinkButton
            to={safeReturnTo(params.get('returnTo'))}
            look="primary"
            className="justify-self-start"
          >
            {t('secondStep.goOn')}
          </LinkButton>
        </>
      )}
      <Form method="post" action="/logout" reloadDocument>
        <Button type="submit" look="quiet">
          {t('user.logout')}
        </Button>
      </Form>
    </EntryPage>
  )
}

function SetUpParts() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { site } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const ofStep = answer && 'ofStep' in answer ? answer.ofStep : null
  const problem = ofStep?.problem
  const textAt = (path: string) => apiText.field(problemAt(problem?.details ?? [], path))
  return (
    <>
      <p className="text-sm">{t('secondStep.firstText')}</p>
      <ProblemNotice>
        {problem && problem.details.length === 0 && apiText.problem(problem)}
      </ProblemNotice>
      {ofStep?.setUp ? (
        <ConfirmSecondStep setUp={ofStep.setUp} problem={textAt('code')} />
      ) : (
        <BeginSecondStep problem={textAt('password')} />
      )}
      {site && !ofStep?.setUp ? (
        <Panel title={t('secondStep.firstPasskey')}>
          <AddPasskey
            site={site}
            asksCode={false}
            answer={answer && 'ofPasskey' in answer ? answer.ofPasskey : null}
          />
        </Panel>
      ) : null}
    </>
  )
}
