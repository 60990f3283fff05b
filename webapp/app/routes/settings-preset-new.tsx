import { CreatePresetInput } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { judge } from '../features/channel-form/judge.server.ts'
import {
  formOfPreset,
  type PresetForm,
  presetBody,
  readPresetForm,
} from '../features/settings/domain/preset-form.ts'
import { PRESET_BOUNDS } from '../features/settings/preset-bounds.server.ts'
import { type PresetAnswer, PresetEditor } from '../features/settings/preset-editor.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { changedMeanwhile, shownIn } from '../shared/domain/changed-meanwhile.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'presets')

/** A new preset begins as a copy of another: of the default unless the address names one. */
export async function loader(args: LoaderFunctionArgs) {
  const from = new URL(args.request.url).searchParams.get('from')
  const id = from ?? 'broadcast'
  const { name, encoding } = await load(args, (api) => api.presets.get.query({ id }))
  return { copyOf: from ? name : null, encoding, bounds: PRESET_BOUNDS }
}

export async function action(args: ActionFunctionArgs): Promise<PresetAnswer | Response> {
  const form = await args.request.formData()
  const values = readPresetForm(form)
  const shown = shownIn(form)
  const body = judge(CreatePresetInput, presetBody(values))
  if (!body.ok) return { values, shown, problem: body.problem }
  const made = await attempt(args, (api) => api.presets.create.mutate(body.value))
  if (made.ok || (await isMade(args, values))) return redirect('/settings/presets?done=saved')
  return { values, shown, problem: made.problem }
}

/** The name is taken by the same preset: the form came twice, and was answered the first time. */
async function isMade(args: ActionFunctionArgs, values: PresetForm): Promise<boolean> {
  const listed = await attempt(args, (api) => api.presets.list.query())
  if (!listed.ok) return false
  const same = listed.value.items.find(({ name }) => name === values.name)
  const stored = same ? formOfPreset(same.name, same.encoding) : null
  return stored !== null && changedMeanwhile(values, stored, values).length === 0
}

export default function NewPreset() {
  const { t } = useTranslation()
  const { copyOf, encoding, bounds } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const name = copyOf ? t('preset.copyOf', { name: copyOf }) : ''
  return (
    <PresetEditor
      title={t('preset.new')}
      initial={formOfPreset(name, encoding)}
      bounds={bounds}
      answer={answer}
    />
  )
}
