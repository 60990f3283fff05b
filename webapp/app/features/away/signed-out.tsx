import { useTranslation } from '../../i18n/use-translation.ts'
import { openLogIn, useLogInQuestion } from '../../shared/away/ask-log-in.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** For as long as somebody reads on without a session. */
export function SignedOut() {
  const { t } = useTranslation()
  if (!useLogInQuestion()?.wasPutOff) return null
  return (
    <Notice tone="warning" role="status" className="shadow-float">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          <strong className="font-semibold">{t('again.out')}.</strong> {t('again.outText')}
        </p>
        <Button size="small" onClick={openLogIn}>
          {t('again.title')}
        </Button>
      </div>
    </Notice>
  )
}
