import { useTranslation } from '../../i18n/use-translation.ts'
import { Notice } from '../../ui/notice.tsx'
import type { PasskeyFailure } from './domain/passkey-failure.ts'

type PasskeyFailureNoticeProps = { failure: PasskeyFailure | null; site: string }

/** Why a browser has not made or shown a passkey, and what to do. */
export function PasskeyFailureNotice({ failure, site }: PasskeyFailureNoticeProps) {
  const { t } = useTranslation()
  if (failure === null) return null
  return (
    <Notice tone={failure === 'cancelled' ? 'plain' : 'bad'} role="alert">
      {t(`passkey.failure.${failure}`, { site })}
    </Notice>
  )
}
