import { isRouteErrorResponse, useLocation } from '@remix-run/react'
import { CloudOff, OctagonX, SearchX } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../domain/api-problem.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { LinkButton } from '../ui/link-button.tsx'

const RETRY_MS = 5000

/** A page that could not be made: says what is the matter and what still works. */
export function ErrorPage({ error, standalone }: { error: unknown; standalone?: boolean }) {
  const { t } = useTranslation()
  const here = useLocation()
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
        <LinkButton look="primary" to={here} reloadDocument>
          {t('error.retry')}
        </LinkButton>
        <LinkButton to="/channels" reloadDocument>
          {t('error.home')}
        </LinkButton>
      </EmptyState>
    </main>
  )
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

/** Reloading is the honest retry: nothing on this page is worth keeping. */
function useRetry(active: boolean) {
  useEffect(() => {
    if (!active) return
    const timer = setTimeout(() => window.location.reload(), RETRY_MS)
    return () => clearTimeout(timer)
  }, [active])
}
