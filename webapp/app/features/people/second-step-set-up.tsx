import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Panel } from '../../ui/panel.tsx'
import { CodeField } from './code-field.tsx'
import { OwnPassword } from './own-password.tsx'

/** What an app is set up with; `qr` is the address of a picture. */
export type SetUp = { secret: string; qr: string; expiresAt: string }

/** The password again, before anything is made. */
export function BeginSecondStep({ problem }: { problem: string | undefined }) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Panel title={t('secondStep.setUp')}>
      <Form method="post" noValidate className="grid max-w-sm gap-4">
        <input type="hidden" name="intent" value="begin" />
        <p className="text-sm">{t('secondStep.beginText')}</p>
        <OwnPassword problem={problem} />
        <Button type="submit" look="primary" aria-disabled={busy} className="justify-self-start">
          {t('secondStep.begin')}
        </Button>
      </Form>
    </Panel>
  )
}

/** The picture for the app's camera, the key to type, and the code that shows that it has arrived. */
export function ConfirmSecondStep({
  setUp,
  problem,
}: {
  setUp: SetUp
  problem: string | undefined
}) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Panel title={t('secondStep.setUp')}>
      <div className="grid items-start gap-6 sm:grid-cols-[auto_1fr]">
        <img
          src={setUp.qr}
          alt={t('secondStep.qr')}
          width={220}
          height={220}
          className="rounded-md border border-line bg-white"
        />
        <div className="grid gap-4">
          <p className="text-sm">{t('secondStep.scan')}</p>
          <div className="grid gap-1.5">
            <p className="text-sm font-medium">{t('secondStep.key')}</p>
            <div className="flex items-start gap-2 rounded-md bg-well p-3">
              <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">
                {inGroups(setUp.secret)}
              </code>
              <CopyButton text={() => setUp.secret} label={t('secondStep.copyKey')} />
            </div>
          </div>
          <Form method="post" noValidate className="grid max-w-sm gap-4">
            <input type="hidden" name="intent" value="confirm" />
            <CodeField hint={t('secondStep.firstCode')} problem={problem} autoFocus />
            <Button
              type="submit"
              look="primary"
              aria-disabled={busy}
              className="justify-self-start"
            >
              {t('secondStep.confirm')}
            </Button>
          </Form>
          <p className="text-xs text-dim">
            {t('secondStep.until')} <Instant at={setUp.expiresAt} />.
          </p>
        </div>
      </div>
    </Panel>
  )
}

/** Four letters each, which is how people type it. */
function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
