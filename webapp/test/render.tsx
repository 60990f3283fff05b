import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import {
  createStaticHandler,
  createStaticRouter,
  StaticRouterProvider,
} from 'react-router-dom/server'
import { createI18n } from '../app/i18n/create-i18n.ts'
import { I18nProvider } from '../app/i18n/i18n-provider.tsx'
import { loadTexts } from '../app/i18n/load-texts.ts'
import type { Language } from '../app/shared/domain/preferences.ts'
import { FORM_BOUNDS } from '../app/shared/form-bounds.server.ts'

/** Where a component stands, and for whom. */
type Scene = { language?: Language; path?: string; rootData?: object }

/**
 * The markup of a component as a page has it at first. It stands in a real router: tests share their
 * modules, and what one of them mocks another may get.
 */
export async function render(
  element: ReactNode,
  { language = 'tr', path = '/', rootData = { bounds: FORM_BOUNDS } }: Scene = {},
): Promise<string> {
  const i18n = createI18n(language, await loadTexts(language, true))
  const root = { id: 'root', loader: () => rootData }
  const handler = createStaticHandler([{ ...root, path: '*', element }])
  const context = await handler.query(new Request(new URL(path, 'http://localhost')))
  if (context instanceof Response) throw new Error(`The router answered ${context.status}.`)
  const router = createStaticRouter(handler.dataRoutes, context)
  return renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </I18nProvider>,
  )
}
