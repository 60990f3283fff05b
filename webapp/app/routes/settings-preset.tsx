import { UpdatePresetInput } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { judge } from '../features/channel-form/judge.server.ts'
import {
  formOfPreset,
  presetBody,
  readPresetForm,
} from '../features/settings/domain/preset-form.ts'
import { PRESET_BOUNDS } from '../features/settings/preset-bounds.server.ts'
import { type PresetAnswer, PresetEditor } from '../features/settings/preset-editor.tsx'
import { titled } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { changedMeanwhile, readShown, shownIn } from '../shared/domain/changed-meanwhile.ts'
import { useUser } from '../shared/use-user.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titled(data?.preset.name ?? '')

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.presetId ?? ''
  return { preset: await load(args, (api) => api.presets.get.query({ id })), bounds: PRESET_BOUNDS }
}

/** Asks first what a save would restart; saves when that is nothing, or what the person has agreed to. */
export async function action(args: ActionFunctionArgs): Promise<PresetAnswer | Response> {
  const id = args.params.presetId ?? ''
  const form = await args.request.formData()
  const values = readPresetForm(form)
  const shown = shownIn(form)
  const now = await attempt(args, (api) => api.presets.get.query({ id }))
  if (!now.ok) return { values, shown, problem: now.problem }
  const stored = formOfPreset(now.value.name, now.value.encoding)
  const changed = changedMeanwhile(readShown(shown), stored, values)
  if (changed.length > 0) return { values, changed, stored }
  const body = judge(UpdatePresetInput, { id, ...presetBody(values) })
  if (!body.ok) return { values, shown, problem: body.problem }
  const change = body.value
  const asked = await attempt(args, (api) => api.presets.update.mutate({ ...change, dryRun: true }))
  if (!asked.ok) return { values, shown, problem: asked.problem }
  const { restarts, viewers } = asked.value
  if (restarts > 0 && form.get('confirmed') !== String(restarts)) {
    return { values, shown, restarts, viewers }
  }
  const saved = await attempt(args, (api) => api.presets.update.mutate(change))
  return saved.ok
    ? redirect('/settings/presets?done=saved')
    : { values, shown, problem: saved.problem }
}

export default function Preset() {
  const { t } = useTranslation()
  const { preset, bounds } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const mayEdit = useUser()?.role === 'admin' && !preset.builtIn
  const title = t('preset.title', { name: preset.name })
  const initial = formOfPreset(preset.name, preset.encoding)
  return (
    <>
      {mayEdit ? (
        <PresetEditor title={title} initial={initial} bounds={bounds} answer={answer} />
      ) : null}
      {preset.builtIn ? (
        <Panel title={title} bodyClassName="flex flex-wrap items-center gap-4 p-4 text-sm">
          <p>{t('preset.builtInText')}</p>
          <LinkButton size="small" to={`/settings/presets/new?from=${preset.id}`}>
            {t('preset.copy')}
          </LinkButton>
        </Panel>
      ) : null}
      <Panel title={t('preset.usedBy')}>
        {preset.usedBy.length === 0 ? (
          <p className="text-sm text-dim">{t('preset.usedByNone')}</p>
        ) : (
          <ul className="grid gap-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
            {preset.usedBy.map(({ id, name, on }) => (
              <li key={id} className="flex min-w-0 gap-2">
                <Link to={`/channels/${id}`} className="truncate underline">
                  {name}
                </Link>
                <span className="text-dim">{on ? t('preset.isOn') : t('preset.isOff')}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}
