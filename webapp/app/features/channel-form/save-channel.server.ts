import type { ChannelView } from '@cashbacktv/contract'
import { DEFAULT_LOGO_PLACE } from '@cashbacktv/contract/logo-place'
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { type Api, attempt } from '../../shared/api.server.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { shownIn } from '../../shared/domain/changed-meanwhile.ts'
import { flashCookie } from '../../shared/flash.server.ts'
import type { Flash } from '../../shared/flash.ts'
import type { FilledFrom } from '../../shared/use-edited-form.ts'
import { editSchedule, parseScheduleEdit } from '../channel/domain/schedule-form.ts'
import { uploadAddress } from '../logo/domain/upload-address.ts'
import type { Uploaded } from '../logo/use-logo-upload.ts'
import { type ChannelFormValues, readChannelForm } from './domain/channel-form.ts'
import type { FoldedPart } from './domain/form-parts.ts'
import { LADDER_PRESETS } from './domain/ladder-presets.ts'
import { editLayers, parseLayerEdit } from './domain/layer-rows.ts'
import { editSources, parseSourceEdit } from './domain/source-rows.ts'

/** Answers the channel, what is wrong, or what somebody else has changed since the form was shown. */
type Save = (
  api: Api,
  values: ChannelFormValues,
  form: FormData,
) => Promise<ChannelView | Changed | { problem: ApiProblem }>
type Changed = { changed: string[]; stored: ChannelFormValues }
type SaveAnswer = {
  values: ChannelFormValues
  problem: ApiProblem | null
  filledFrom: FilledFrom<ChannelFormValues>
  /** The part that was worked on, which stays unfolded. */
  opened?: FoldedPart
}

/**
 * What both channel forms do when they are sent: edit the list of sources, or save, put on air where
 * that is asked for, and go to the channel. What cannot be saved comes back with what was typed and what is wrong with it.
 */
export async function saveChannel(args: ActionFunctionArgs, done: Done, save: Save) {
  const form = await args.request.formData()
  const values = readChannelForm(form)
  const intent = String(form.get('intent') ?? '')
  const filledFrom = { shown: shownIn(form) }
  // What was chosen is not chosen any more in the form that is answered.
  const refused = await takePictures(args, form, values)
  if (refused) return answer({ values, problem: refused, filledFrom })
  const edit = editOf(values, intent)
  if (edit) {
    return answer({
      values: { ...values, ...edit.change },
      problem: null,
      filledFrom,
      ...edit.opened,
    })
  }
  const result = await attempt(args, (api) => save(api, values, form))
  if (!result.ok) return answer({ values, problem: result.problem, filledFrom })
  if ('problem' in result.value) return answer({ values, ...result.value, filledFrom })
  if ('changed' in result.value) return answer({ values, problem: null, filledFrom: result.value })
  const { id, name } = result.value
  const key = intent === 'save-start' ? await start(args, id, done) : KEYS[done].saved
  return redirect(`/channels/${id}`, { headers: { 'set-cookie': flashCookie({ key, name }) } })
}

type Edit = { change: Partial<ChannelFormValues>; opened?: Pick<SaveAnswer, 'opened'> }

/** What a button of a list does, where there is no JavaScript to do it; null for one that saves. */
function editOf(values: ChannelFormValues, intent: string): Edit | null {
  const source = parseSourceEdit(intent)
  if (source) return { change: { sources: editSources(values.sources, source, 'new') } }
  const weekly = parseScheduleEdit(intent)
  if (weekly) {
    const schedule = editSchedule(values.schedule, weekly, 'new')
    return { change: { schedule }, opened: { opened: 'schedule' } }
  }
  const ladder = LADDER_PRESETS.find((preset) => preset.intent === intent)
  if (ladder) return { change: ladder.change }
  const layer = parseLayerEdit(intent)
  if (!layer) return null
  const layers = editLayers(values.layers, layer, 'new')
  return { change: { layers }, opened: { opened: 'layers' } }
}

/** Pictures that came with the form itself are uploaded and put where they belong; answers what is wrong with one. */
async function takePictures(
  args: ActionFunctionArgs,
  form: FormData,
  values: ChannelFormValues,
): Promise<ApiProblem | null> {
  const places = [
    {
      control: 'slate.file',
      path: 'slate.picture',
      put({ sha256 }: Uploaded) {
        values['slate.picture'] = sha256
      },
    },
    {
      control: 'logo.file',
      path: 'logo',
      put({ id }: Uploaded) {
        values.logo = { ...(values.logo ?? DEFAULT_LOGO_PLACE), assetId: id }
      },
    },
    ...values.layers.map((row, index) => ({
      control: `layers.${index}.file`,
      path: `layers.${index}.assetId`,
      put({ id }: Uploaded) {
        row.assetId = id
      },
    })),
  ]
  for (const { control, path, put } of places) {
    const file = form.get(control)
    if (!(file instanceof File) || file.size === 0) continue
    const uploaded = await uploadPicture(args, file, path)
    if ('problem' in uploaded) return uploaded.problem
    put(uploaded)
  }
  return null
}

type Done = 'created' | 'saved'
const KEYS: Record<Done, { saved: Flash['key']; onAir: Flash['key'] }> = {
  created: { saved: 'form.created', onAir: 'path.createdOnAir' },
  saved: { saved: 'form.saved', onAir: 'path.savedOnAir' },
}

/** What was saved stays saved where it cannot be started. */
async function start(args: ActionFunctionArgs, id: string, done: Done): Promise<Flash['key']> {
  const started = await attempt(args, (api) => api.channels.start.mutate({ id }))
  return started.ok ? KEYS[done].onAir : 'path.notStarted'
}

async function uploadPicture(
  { context }: ActionFunctionArgs,
  file: File,
  path: string,
): Promise<Uploaded | { problem: ApiProblem }> {
  const body = new FormData()
  body.set('file', file)
  const headers = new Headers()
  if (context.session) headers.set('authorization', `Bearer ${context.session.accessToken}`)
  const url = `${context.apiBaseUrl}${uploadAddress()}`
  try {
    const response = await context.apiFetch(new Request(url, { method: 'POST', body, headers }))
    const answered: unknown = await response.json()
    if (response.ok) return answered as Uploaded
    const problem = toApiProblem({ data: answered })
    return {
      problem: {
        ...problem,
        details: [
          { path, code: problem.messageCode, params: problem.params, message: problem.message },
        ],
      },
    }
  } catch (failure) {
    return { problem: toApiProblem(failure) }
  }
}

function answer(body: SaveAnswer) {
  return data(body, { status: body.problem ? 422 : 'changed' in body.filledFrom ? 409 : 200 })
}
