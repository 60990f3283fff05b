import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** What came of an action on keys. A new key is in it only this once. */
export type KeyAnswer = { problem: ApiProblem } | { key: string } | { revoked: true }

export function KeyNotice({ answer }: { answer: KeyAnswer | undefined }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!answer) return null
  if ('problem' in answer) {
    // Said at the field itself.
    if (problemAt(answer.problem.details, 'expiresAt')) return null
    return (
      <Notice tone="bad" role="alert">
        {apiText.problem(answer.problem)}
      </Notice>
    )
  }
  if ('revoked' in answer) {
    return (
      <Notice tone="good" role="status">
        {t('keys.revoked')}
      </Notice>
    )
  }
  return (
    <Notice tone="good" role="status">
      <div className="grid gap-2">
        <p>{t('keys.created')}</p>
        <div className="flex items-start gap-2 rounded-md bg-well p-3">
          <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">
            {answer.key}
          </code>
          <CopyButton text={() => answer.key} label={t('keys.copy')} />
        </div>
        <p className="text-dim">{t('keys.use')}</p>
      </div>
    </Notice>
  )
}
