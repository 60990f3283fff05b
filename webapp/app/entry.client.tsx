import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { ignoreStrayPresses } from './features/shell/ignore-stray-presses.ts'
import { loadAhead } from './features/shell/load-ahead.ts'
import { createI18n } from './i18n/create-i18n.ts'
import { I18nProvider } from './i18n/i18n-provider.tsx'
import { loadTexts } from './i18n/load-texts.ts'
import { fetchPageTexts, needsPageTexts } from './i18n/page-texts.tsx'
import { makeRouterPatient } from './shared/away/patient-router.ts'
import { asLanguage } from './shared/domain/preferences.ts'

async function hydrate() {
  const language = asLanguage(document.documentElement.lang) ?? 'en'
  const routeIds = Object.keys(window.__remixRouteModules)
  const i18n = createI18n(language, await loadTexts(language, needsPageTexts(routeIds)))
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nProvider i18n={i18n}>
          <RemixBrowser />
        </I18nProvider>
      </StrictMode>,
    )
  })
  loadAhead(() => fetchPageTexts(i18n))
}

ignoreStrayPresses()
makeRouterPatient()
void hydrate()
