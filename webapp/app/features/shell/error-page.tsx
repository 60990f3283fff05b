import { isRouteErrorResponse, useLocation } from '@remix-run/react'
import { CloudOff, type LucideIcon, OctagonX, SearchX } from 'lucide-react'
import { useEffect } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isAwayStatus } from '../../shared/away/retry-delay.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { OPEN_PALETTE } from '../palette/palette-trigger.tsx'
import { isMissing, roleNeeded, typedName, wayOut } from './domain/way-out.ts'

const RETRY_MS = 5000

type Kind = 'unavailable' | 'missing' | 'forbidden' | 'failed'
const ICONS: Record<Kind, LucideIcon> = {
  unavailable: CloudOff,
  missing: SearchX,
  forbidden: OctagonX,
  failed: OctagonX,
}

function kindOf(code: ApiProblem['code'] | undefined, status: number): Kind {
  if (code === 'unavailable' || status === 503) return 'unavailable'
  if (isMissing(status)) return 'missing'
  return status === 403 ? 'forbidden' : 'failed'
}

/** A page that could not be made: says what is the matter and what still works. */
export function ErrorPage({ error, standalone }: { error: unknown; standalone?: boolean }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const apiText = useApiText()
  const { code, status } = describe(error)
  const kind = kindOf(code, status)
  useRetry(kind === 'unavailable')
  const texts: Record<Kind, { title: string; text: string }> = {
    unavailable: { title: t('error.unavailableTitle'), text: t('error.unavailableText') },
    missing: { title: t('error.notFoundTitle'), text: t('error.notFoundText') },
    forbidden: {
      title: t('error.forbiddenTitle'),
      text: t(`error.needsRole.${roleNeeded(pathname)}`),
    },
    failed: {
      title: t('error.title'),
      text: apiText.general(code ?? 'internal'),
    },
  }
  const { title, text } = texts[kind]
  return (
    <main id={standalone ? 'content' : undefined} className="py-10">
      <EmptyState icon={ICONS[kind]} title={title} text={text}>
        <Actions isFinal={kind === 'missing' || kind === 'forbidden'} canSearch={!standalone} />
      </EmptyState>
    </main>
  )
}

/** What is not there, or not for this person, is so at the next try, too: the way on comes first then. */
function Actions({ isFinal, canSearch }: { isFinal: boolean; canSearch: boolean }) {
  const { t } = useTranslation()
  const location = useLocation()
  const retry = { to: location, text: t('error.retry') }
  const { key, to } = wayOut(location.pathname)
  const out = { to, text: t(`error.wayOut.${key}`) }
  const search = isFinal && canSearch
  return (
    <>
      {search ? <SearchLink typed={typedName(location.pathname)} /> : null}
      {(isFinal ? [out, retry] : [retry, out]).map(({ to, text }, index) => (
        <LinkButton
          key={text}
          look={index === 0 && !search ? 'primary' : 'plain'}
          to={to}
          reloadDocument
        >
          {text}
        </LinkButton>
      ))}
    </>
  )
}

/** Opens the palette, which knows pages, settings and channels; without scripts the search of channels. */
function SearchLink({ typed }: { typed: string }) {
  const { t } = useTranslation()
  return (
    <LinkButton
      look="primary"
      to={`/channels${typed ? `?search=${typed}` : ''}`}
      reloadDocument
      onClick={(event) => {
        event.preventDefault()
        // Never throws, whatever was typed.
        const detail = new URLSearchParams(`name=${typed}`).get('name')
        window.dispatchEvent(new CustomEvent(OPEN_PALETTE, { detail }))
      }}
    >
      {t('error.search')}
    </LinkButton>
  )
}

function describe(error: unknown): { code?: ApiProblem['code']; status: number } {
  if (!isRouteErrorResponse(error)) return { status: 500 }
  const problem: Partial<ApiProblem> | null =
    typeof error.data === 'object' && error.data !== null ? error.data : null
  return {
    status: error.status,
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
