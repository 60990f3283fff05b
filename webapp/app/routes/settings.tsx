import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PreferenceForms } from '../components/frame/preference-forms.tsx'
import { PresetTable } from '../components/settings/preset-table.tsx'
import { Panel } from '../components/ui/panel.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { load } from '../lib/api.server.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'settings')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.presets.list.query())
  return { presets: items }
}

export default function Settings() {
  const { t } = useTranslation()
  const { presets } = useLoaderData<typeof loader>()
  return (
    <div className="grid max-w-5xl gap-4">
      <h1 className="text-xl font-semibold">{t('settings.title')}</h1>
      <Panel title={t('settings.appearance')} hint={t('settings.appearanceText')}>
        <PreferenceForms />
      </Panel>
      <Panel title={t('settings.presets')} hint={t('settings.presetsText')} bodyClassName="p-0">
        <PresetTable presets={presets} />
      </Panel>
    </div>
  )
}
