import { useActionData, useNavigation } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { action } from '../../routes/hosts.tsx'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

type Enrolled = {
  command: string
  expiresAt: string
  /** The address in the command, where nobody told it. */
  guessed: string | null
}
/** Where the control plane knows of itself an address alone that means another machine on every machine. */
type Unreachable = { unreachable: string }
export type EnrolAnswer = Enrolled | Unreachable | { problem: ApiProblem }

/** Makes a join token and shows the one command that spends it. It is not shown again. */
export function EnrolHost() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const bounds = useBounds('joinToken.label')
  const answered = useActionData<typeof action>()
  const answer = answered && 'hostId' in answered ? undefined : answered
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Panel title={t('hosts.enrol')} bodyClassName="grid gap-4">
      <KeptForm
        method="post"
        saved={answer && 'command' in answer ? answer.command : undefined}
        className="flex flex-wrap items-end gap-2"
      >
        <Field label={t('hosts.enrolLabel')} className="min-w-56 flex-1 sm:max-w-80">
          {(binding) => (
            <Input {...binding} name="label" {...bounds} autoComplete="off" placeholder="edge-2" />
          )}
        </Field>
        <Button type="submit" aria-disabled={busy}>
          {t('hosts.enrolCreate')}
        </Button>
      </KeptForm>
      <ProblemNotice>
        {answer && 'problem' in answer && apiText.problem(answer.problem)}
      </ProblemNotice>
      {answer && 'unreachable' in answer ? (
        <Notice tone="warning" role="alert">
          {t('hosts.enrolUnreachable', { address: answer.unreachable })}
        </Notice>
      ) : null}
      {answer && 'command' in answer ? <NewToken {...answer} /> : null}
    </Panel>
  )
}

function NewToken({ command, expiresAt, guessed }: Enrolled) {
  const { t } = useTranslation()
  const [before = '', after = ''] = t('hosts.enrolText', { time: '\u0000' }).split('\u0000')
  return (
    <div role="status" className="grid gap-2 text-sm">
      <p>
        {before}
        <Instant at={expiresAt} dateToo />
        {after}
      </p>
      <div className="flex items-start gap-2 rounded-md bg-well p-3">
        <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">{command}</code>
        <CopyButton text={() => command} label={t('hosts.enrolCommand')} />
      </div>
      <p className="text-dim">{t('hosts.enrolThen')}</p>
      {guessed === null ? null : (
        <Notice tone="warning">{t('hosts.enrolGuessed', { address: guessed })}</Notice>
      )}
    </div>
  )
}
