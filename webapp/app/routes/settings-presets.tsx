import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { PresetTable } from '../components/settings/preset-table.tsx'
import { Panel } from '../components/ui/panel.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { load } from '../lib/api.server.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'presets')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.presets.list.query())
  return { presets: items }
}

export default function PresetSettings() {
  const { t } = useTranslation()
  const { presets } = useLoaderData<typeof loader>()
  return (
    <Panel title={t('settings.presets')} hint={t('settings.presetsText')} bodyClassName="p-0">
      <PresetTable presets={presets} />
    </Panel>
  )
}
