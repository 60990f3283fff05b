import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { ignoreStrayPresses } from './features/shell/ignore-stray-presses.ts'
import { loadAhead } from './features/shell/load-ahead.ts'
import { createI18n } from './i18n/create-i18n.ts'
import { loadTexts } from './i18n/load-texts.ts'
import { makeRouterPatient } from './shared/away/patient-router.ts'
import { asLanguage } from './shared/domain/preferences.ts'

async function hydrate() {
  const language = asLanguage(document.documentElement.lang) ?? 'en'
  const i18n = createI18n(language, await loadTexts(language))
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    )
  })
}

ignoreStrayPresses()
makeRouterPatient()
loadAhead()
void hydrate()
