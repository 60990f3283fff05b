import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorPage } from './features/shell/error-page.tsx'
import { Toasts } from './features/shell/toasts.tsx'
import { PageTexts } from './i18n/page-texts.tsx'
import { TEXTS } from './i18n/texts.server.ts'
import { useTranslation } from './i18n/use-translation.ts'
import { FORM_BOUNDS } from './shared/form-bounds.server.ts'
import { useNonce } from './shared/nonce.ts'
import { preferencesOf } from './shared/preferences.server.ts'
import styles from './styles/app.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction = () => [{ title: 'CashbackTV Transcoder' }]

export function loader({ request }: LoaderFunctionArgs) {
  const preferences = preferencesOf(request)
  const titles = TEXTS[preferences.language].pages.title
  return { ...preferences, titles, bounds: FORM_BOUNDS }
}

export function Layout({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  const data = useRouteLoaderData<{ theme: string }>('root')
  const nonce = useNonce()
  return (
    <html lang={i18n.language} data-theme={data?.theme ?? 'system'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration {...nonce} />
        <Scripts {...nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return (
    <>
      <PageTexts>
        <Outlet />
      </PageTexts>
      <Toasts />
    </>
  )
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} standalone />
}
