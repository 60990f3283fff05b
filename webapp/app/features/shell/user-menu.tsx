import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import { Form, Link, useLocation } from '@remix-run/react'
import { ChevronDown, CircleUser, LogOut, UserCog } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { PreferenceForms } from './preference-forms.tsx'

type UserMenuProps = { user: { email: string; role: 'viewer' | 'operator' | 'admin' } }

/** A disclosure rather than a menu widget: it holds forms, and opens without JavaScript. */
export function UserMenu({ user }: UserMenuProps) {
  const { t } = useTranslation()
  const ref = useRef<HTMLDetailsElement>(null)
  useCloseFromOutside(ref)
  useCloseOnNavigation(ref)
  return (
    <details ref={ref} className="relative">
      <summary
        aria-label={t('user.menu', { email: user.email })}
        className="flex list-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm hover:bg-raised [&::-webkit-details-marker]:hidden"
      >
        <CircleUser aria-hidden="true" className="size-5 shrink-0 text-dim" />
        <span className="min-w-0 flex-1 leading-tight max-lg:sr-only">
          <span className="block truncate" title={user.email}>
            {user.email}
          </span>
          <span className="block text-xs text-dim">{t(`role.${user.role}`)}</span>
        </span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-dim" />
      </summary>
      <div className="absolute right-0 z-40 mt-1 grid w-72 gap-4 rounded-lg border border-line bg-surface p-4 shadow-float lg:bottom-full lg:left-0 lg:mb-1 lg:mt-0">
        <p className="text-sm lg:hidden">
          <span className="block truncate font-medium">{user.email}</span>
          <span className="text-xs text-dim">{t(`role.${user.role}`)}</span>
        </p>
        <PreferenceForms />
        <LinkButton className="w-full" to="/account">
          <UserCog aria-hidden="true" />
          {t('user.account')}
        </LinkButton>
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-dim">
          <Link to="/docs" className="hover:text-ink hover:underline">
            {t('user.docs')}
          </Link>
          <a href="/api/docs" className="hover:text-ink hover:underline">
            {t('user.apiDocs')}
          </a>
          <span>{t('user.version', { version: PRODUCT_VERSION })}</span>
        </p>
        <Form method="post" action="/logout" reloadDocument>
          <Button type="submit" className="w-full">
            <LogOut aria-hidden="true" />
            {t('user.logout')}
          </Button>
        </Form>
      </div>
    </details>
  )
}

/** It stays while pages come and go, and would lie over the one that was chosen in it. */
function useCloseOnNavigation(ref: React.RefObject<HTMLDetailsElement>) {
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    if (ref.current) ref.current.open = false
  }, [pathname, ref])
}

function useCloseFromOutside(ref: React.RefObject<HTMLDetailsElement>) {
  useEffect(() => {
    const close = (event: Event) => {
      const details = ref.current
      if (!details?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        details.open = false
        details.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && !details.contains(event.target)) {
        details.open = false
      }
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [ref])
}
