import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { CodeField } from './code-field.tsx'
import { PasskeyLoginLater } from './passkey-login-later.tsx'

type CodeFormProps = {
  step: string
  rememberMe: boolean
  /** False of who has passkeys alone. */
  hasCode: boolean
  /** Where a passkey of this person may be shown instead; null where there is none. */
  passkeySite: string | null
  problem: string | undefined
}

/** The second step of the log-in page. The password is not in it any more. */
export function CodeForm({ step, rememberMe, hasCode, passkeySite, problem }: CodeFormProps) {
  const { t } = useTranslation()
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      <Form method="post" className="grid gap-4" noValidate>
        <input type="hidden" name="step" value={step} />
        {rememberMe ? <input type="hidden" name="remember" value="on" /> : null}
        {passkeySite ? <input type="hidden" name="hasPasskey" value="on" /> : null}
        {hasCode ? (
          <>
            <input type="hidden" name="hasCode" value="on" />
            <CodeField problem={problem} autoFocus />
            <Button type="submit" look="primary" aria-disabled={busy}>
              {busy ? t('login.submitting') : t('login.submit')}
            </Button>
          </>
        ) : (
          <p className="text-sm">{t('secondStep.passkeyAsked')}</p>
        )}
        {passkeySite ? <PasskeyLoginLater site={passkeySite} step={step} /> : null}
      </Form>
      <Link
        to="/login"
        reloadDocument
        className="justify-self-start py-1 text-sm text-accent underline"
      >
        {t('again.anew')}
      </Link>
    </>
  )
}
