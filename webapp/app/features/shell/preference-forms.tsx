import { Form, useLocation, useRouteLoaderData } from '@remix-run/react'
import { Monitor, Moon, Sun } from 'lucide-react'
import type { FormEvent } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { LANGUAGES, type Preferences, THEMES, type Theme } from '../../shared/domain/preferences.ts'
import { usePreference } from '../../shared/use-preference.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'

const ICONS = { system: Monitor, light: Sun, dark: Moon }

/** Theme and language. With JavaScript a choice acts at once; without it the button sends it. */
export function PreferenceForms() {
  const { t, i18n } = useTranslation()
  const data = useRouteLoaderData<Preferences>('root')
  const location = useLocation()
  const prefer = usePreference()
  const choose = (event: FormEvent<HTMLElement>) => {
    const form = event.currentTarget.closest('form')
    if (form) void prefer(new FormData(form))
  }
  const back = location.pathname + location.search
  return (
    <div className="grid gap-3 text-sm">
      <Form method="post" action="/preferences" reloadDocument className="grid gap-1.5">
        <input type="hidden" name="back" value={back} />
        <span className="text-xs text-dim">{t('user.theme')}</span>
        <div className="flex gap-2" onChange={choose}>
          <Segmented<Theme>
            legend={t('user.theme')}
            name="theme"
            value={data?.theme ?? 'system'}
            iconsOnly
            options={THEMES.map((value) => ({
              value,
              label: t(`theme.${value}`),
              icon: ICONS[value],
            }))}
          />
          <SendWithoutScript text={t('common.save')} />
        </div>
      </Form>
      <Form method="post" action="/preferences" reloadDocument className="grid gap-1.5">
        <input type="hidden" name="back" value={back} />
        <span className="text-xs text-dim">{t('user.language')}</span>
        <div className="flex gap-2" onChange={choose}>
          <Segmented
            legend={t('user.language')}
            name="language"
            value={i18n.language}
            options={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
          />
          <SendWithoutScript text={t('common.save')} />
        </div>
      </Form>
    </div>
  )
}

function SendWithoutScript({ text }: { text: string }) {
  return (
    <noscript>
      <Button type="submit" size="small">
        {text}
      </Button>
    </noscript>
  )
}
