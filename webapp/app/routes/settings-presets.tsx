import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { PresetTable } from '../features/settings/preset-table.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { useUser } from '../shared/use-user.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'presets')

export async function loader(args: LoaderFunctionArgs) {
  const { items } = await load(args, (api) => api.presets.list.query())
  return { presets: items }
}

export async function action(args: ActionFunctionArgs) {
  const id = String((await args.request.formData()).get('id') ?? '')
  const result = await attempt(args, (api) => api.presets.delete.mutate({ id }))
  return result.ok ? redirect('/settings/presets?done=deleted') : { problem: result.problem }
}

export default function PresetSettings() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { presets } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = useSearchParams()[0].get('done')
  const isAdmin = useUser()?.role === 'admin'
  return (
    <>
      <ProblemNotice>{answer && apiText.problem(answer.problem)}</ProblemNotice>
      {!answer && (done === 'saved' || done === 'deleted') ? (
        <Notice tone="good" role="status">
          {t(`preset.${done}`)}
        </Notice>
      ) : null}
      <Panel
        title={t('settings.presets')}
        hint={t('settings.presetsText')}
        bodyClassName="p-0"
        actions={
          isAdmin ? (
            <LinkButton size="small" to="/settings/presets/new">
              <Plus aria-hidden="true" />
              {t('preset.add')}
            </LinkButton>
          ) : null
        }
      >
        <PresetTable presets={presets} mayEdit={isAdmin} />
      </Panel>
    </>
  )
}
