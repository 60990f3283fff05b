import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { RuleAnswer } from './require-second-step.tsx'
import type { KeyAnswer } from './signing-key-panel.tsx'

/** What came of an action on people. A link is in it only this once. */
export type PeopleAnswer =
  | KeyAnswer
  | RuleAnswer
  | { problem: ApiProblem; email: string }
  | {
      done?: 'created' | 'updated' | 'deleted' | 'stepReset' | 'passkeysRemoved'
      email: string
      /** An address, or the path alone where the server does not know its own address. */
      link?: { url: string; expiresAt: string; mailed: boolean; wasToBeMailed: boolean }
    }

export function PeopleNotice({ answer }: { answer: PeopleAnswer | undefined }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const isBrowser = useIsBrowser()
  if (!answer || 'ofKey' in answer || 'ofRule' in answer) return null
  if ('problem' in answer) {
    if (answer.problem.code === 'validation_failed') return null
    return (
      <Notice tone="bad" role="alert">
        {apiText.problem(answer.problem)}
      </Notice>
    )
  }
  const { done, email, link } = answer
  const url = link && (isBrowser ? new URL(link.url, window.location.origin).href : link.url)
  return (
    <Notice tone="good" role="status">
      <div className="grid gap-2">
        {done ? <p>{t(`people.done.${done}`, { email })}</p> : null}
        {link && url ? (
          <>
            {link.wasToBeMailed ? (
              <p>{t(link.mailed ? 'people.linkMailed' : 'people.linkNotMailed', { email })}</p>
            ) : null}
            <p>
              {t('people.linkFor', { email })} <Instant at={link.expiresAt} dateToo />.
            </p>
            <div className="flex items-start gap-2 rounded-md bg-well p-3">
              <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">
                {url}
              </code>
              <CopyButton text={() => url} label={t('people.linkCopy')} />
            </div>
          </>
        ) : null}
      </div>
    </Notice>
  )
}
