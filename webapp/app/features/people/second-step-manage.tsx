import type { SecondStepView } from '@cashbacktv/contract'
import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { CodeField } from './code-field.tsx'
import { OwnPassword } from './own-password.tsx'
import { SecondStepState } from './second-step-panel.tsx'

/** What each of the two forms is refused for, by its field. */
export type Refused = { intent: string; password?: string | undefined; code?: string | undefined }

type ManageSecondStepProps = { view: SecondStepView; refused: Refused | null }

/** It is on: new recovery codes, or off again; either takes the password and a code. */
export function ManageSecondStep({ view, refused }: ManageSecondStepProps) {
  const { t } = useTranslation()
  return (
    <>
      <SecondStepState view={view} />
      <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-2">
        <ProofForm
          intent="renew"
          title={t('secondStep.renewTitle')}
          hint={t('secondStep.renewHint')}
          button={t('secondStep.renew')}
          refused={refused}
        />
        <ProofForm
          intent="off"
          title={t('secondStep.offTitle')}
          hint={t('secondStep.offHint')}
          button={t('secondStep.switchOff')}
          refused={refused}
        />
      </div>
    </>
  )
}

/** Shown once; they can be kept without scripts too, by selecting them. */
export function RecoveryCodesNotice({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <Notice tone="good" role="status">
      <div className="grid gap-2">
        <p className="font-semibold">{t('secondStep.codesTitle')}</p>
        <p>{t('secondStep.codesText')}</p>
        <div className="flex items-start gap-2 rounded-md bg-well p-3">
          <ul className="grid min-w-0 flex-1 gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <CopyButton text={() => codes.join('\n')} label={t('secondStep.copyCodes')} />
        </div>
      </div>
    </Notice>
  )
}

type ProofFormProps = {
  intent: string
  title: string
  hint: string
  button: string
  refused: Refused | null
}

function ProofForm({ intent, title, hint, button, refused }: ProofFormProps) {
  const busy = useNavigation().formMethod === 'POST'
  const own = refused?.intent === intent ? refused : null
  return (
    <Panel title={title} hint={hint}>
      <Form method="post" noValidate className="grid max-w-sm gap-4">
        <input type="hidden" name="intent" value={intent} />
        <OwnPassword problem={own?.password} />
        <CodeField problem={own?.code} />
        <Button type="submit" aria-disabled={busy} className="justify-self-start">
          {button}
        </Button>
      </Form>
    </Panel>
  )
}
