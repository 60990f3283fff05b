import { isRouteErrorResponse, useLocation } from '@remix-run/react'
import { CloudOff, OctagonX, SearchX } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isAwayStatus } from '../../shared/away/retry-delay.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkButton } from '../../ui/link-button.tsx'

const RETRY_MS = 5000

/** A page that could not be made: says what is the matter and what still works. */
export function ErrorPage({ error, standalone }: { error: unknown; standalone?: boolean }) {
  const { t } = useTranslation()
  const { code, status, message } = describe(error)
  const unavailable = code === 'unavailable' || status === 503
  useRetry(unavailable)
  const missing = status === 404
  const known = code ? t(`error.code.${code}`, { defaultValue: message }) : ''
  const title = unavailable
    ? t('error.unavailableTitle')
    : missing
      ? t('error.notFoundTitle')
      : status === 403
        ? t('error.forbiddenTitle')
        : t('error.title')
  const text = unavailable
    ? t('error.unavailableText')
    : missing
      ? t('error.notFoundText')
      : known || t('error.code.internal')
  return (
    <main id={standalone ? 'content' : undefined} className="py-10">
      <EmptyState
        icon={unavailable ? CloudOff : missing ? SearchX : OctagonX}
        title={title}
        text={text}
      >
        <Actions missing={missing} />
      </EmptyState>
    </main>
  )
}

/** What is not there will not be there at the next try: the way on comes first then. */
function Actions({ missing }: { missing: boolean }) {
  const { t } = useTranslation()
  const retry = { to: useLocation(), text: t('error.retry') }
  const home = { to: '/channels', text: t('error.home') }
  return (missing ? [home, retry] : [retry, home]).map(({ to, text }, index) => (
    <LinkButton key={text} look={index === 0 ? 'primary' : 'plain'} to={to} reloadDocument>
      {text}
    </LinkButton>
  ))
}

function describe(error: unknown): { code?: ApiProblem['code']; status: number; message: string } {
  if (!isRouteErrorResponse(error)) return { status: 500, message: '' }
  const problem: Partial<ApiProblem> | null =
    typeof error.data === 'object' && error.data !== null ? error.data : null
  return {
    status: error.status,
    message: problem?.message ?? '',
    ...(problem?.code ? { code: problem.code } : {}),
  }
}

/** Reloads once there is something to load: the browser's own error page would not try again. */
function useRetry(active: boolean) {
  useEffect(() => {
    if (!active) return
    const ask = () =>
      fetch(window.location.href).then(
        ({ status }) => isAwayStatus(status) || window.location.reload(),
        () => undefined,
      )
    const timer = setInterval(ask, RETRY_MS)
    return () => clearInterval(timer)
  }, [active])
}
