import { useTranslation } from '../../i18n/use-translation.ts'
import { PasskeyLogin } from '../people/passkey-login.tsx'

type PasskeyStepProps = {
  step: string
  /** False of who has passkeys alone. */
  hasCode: boolean
  /** Where a passkey of this person may be shown; null where there is none. */
  site: string | null
  onShown: (form: FormData) => void
}

/** The second step by a passkey: instead of a code, or alone. */
export function PasskeyStep({ step, hasCode, site, onShown }: PasskeyStepProps) {
  const { t } = useTranslation()
  return (
    <>
      {hasCode ? null : <p className="text-sm">{t('secondStep.passkeyAsked')}</p>}
      {site === null ? null : <PasskeyLogin site={site} step={step} onShown={onShown} />}
    </>
  )
}
