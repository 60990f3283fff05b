import type { AlertTargetTest } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Notice } from '../../ui/notice.tsx'

type TargetTestProps = { name: string; test: AlertTargetTest }

/** What a message that was sent right away came to: whether it was taken, how soon, and what was said. */
export function TargetTest({ name, test }: TargetTestProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const ms = useFormat().count(test.tookMs)
  const key = test.ok ? 'tested' : 'testFailed'
  return (
    <Notice tone={test.ok ? 'good' : 'bad'} role={test.ok ? 'status' : 'alert'}>
      <p>{t(`alertTarget.${key}`, { name, ms })}</p>
      {test.problem ? <p>{apiText.reason(test.problem)}</p> : null}
      {test.status !== null && !test.ok ? (
        <p className="text-xs">{t('alertTarget.answered', { status: test.status })}</p>
      ) : null}
      {test.answer ? (
        <p className="text-xs">
          {t('alertTarget.answer')}: <code className="font-mono">{test.answer}</code>
        </p>
      ) : null}
    </Notice>
  )
}
