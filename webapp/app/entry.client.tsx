import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { asLanguage } from './domain/preferences.ts'
import { createI18n } from './i18n/create-i18n.ts'
import { loadTexts } from './i18n/load-texts.ts'
import { loadAhead } from './lib/away/load-ahead.ts'
import { makeRouterPatient } from './lib/away/patient-router.ts'
import { ignoreStrayPresses } from './lib/ignore-stray-presses.ts'

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
