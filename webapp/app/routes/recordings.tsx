import { randomUUID } from 'node:crypto'
import {
  ChannelId,
  CreateRecordingInput,
  CreateRecordingPlanInput,
  RecordingId,
} from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AskedDeletion } from '../features/alerts/delete-form.tsx'
import { readPlaces } from '../features/alerts/read-places.server.ts'
import { useDone } from '../features/alerts/use-done.ts'
import { judge } from '../features/channel-form/judge.server.ts'
import { HelpLink } from '../features/docs/help-link.tsx'
import { isMoving } from '../features/recordings/domain/playable.ts'
import { cutBody, readRecordForm, recordBody } from '../features/recordings/domain/record-form.ts'
import { readWeeklyForm, weeklyBody } from '../features/recordings/domain/weekly-form.ts'
import { PlanList } from '../features/recordings/plan-list.tsx'
import { RecordForm, type RecordRefused } from '../features/recordings/record-form.tsx'
import { RecordingPlayer } from '../features/recordings/recording-player.tsx'
import { RecordingRow } from '../features/recordings/recording-row.tsx'
import { useRecordingWords } from '../features/recordings/use-recording-words.ts'
import { WeeklyForm, type WeeklyRefused } from '../features/recordings/weekly-form.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { browserAddress } from '../shared/browser-addresses.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { idOf } from '../shared/domain/form-id.ts'
import { preferencesOf } from '../shared/preferences.server.ts'
import { useFreshPage } from '../shared/use-fresh-page.ts'
import { useMayOperate } from '../shared/use-user.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'recordings')

export async function loader(args: LoaderFunctionArgs) {
  const { language } = preferencesOf(args.request)
  const query = new URL(args.request.url).searchParams
  const asked = ChannelId.safeParse(query.get('channel'))
  const channelId = asked.success ? asked.data : null
  const [{ items }, { channels }, weekly] = await Promise.all([
    load(args, (api) => api.recordings.list.query(channelId === null ? {} : { channelId })),
    load(args, (api) => readPlaces(api, language)),
    load(args, (api) => api.recordings.plans.query()),
  ])
  const plans = weekly.items.filter((plan) => channelId === null || plan.channelId === channelId)
  const recordings = items.map((one) => ({
    ...one,
    playUrl: browserAddress(one.playUrl, args.context),
    downloadUrl: one.downloadUrl && browserAddress(one.downloadUrl, args.context),
    isOver: one.to !== null && Date.parse(one.to) <= Date.now(),
  }))
  const part = Number(query.get('part')) || 0
  const ids = { newId: randomUUID(), newPlanId: randomUUID() }
  return { recordings, plans, channels, channelId, play: query.get('play'), part, ...ids }
}

type Answer = RecordRefused | WeeklyRefused | { asked: string } | { refused: ApiProblem }

export async function action(args: ActionFunctionArgs): Promise<Answer | Response> {
  const form = await args.request.formData()
  const intent = String(form.get('intent') ?? '')
  if (form.has('ask')) return { asked: String(form.get('id') ?? '') }
  if (intent === 'record' || intent === 'cut') return record(args, form, intent === 'cut')
  if (intent === 'plan') return plan(args, form)
  if (intent === 'unplan') {
    const id = String(form.get('plan') ?? '')
    const ended = await attempt(args, (api) => api.recordings.unplan.mutate({ id }))
    return ended.ok ? done(args, 'unplanned') : { refused: ended.problem }
  }
  const asked = RecordingId.safeParse(form.get('id'))
  if (!asked.success) return done(args, '')
  const id = asked.data
  const result = await attempt(args, async (api) => {
    if (intent === 'stop') await api.recordings.stop.mutate({ id })
    else if (intent === 'export') await api.recordings.export.mutate({ id })
    else if (intent === 'upload') await api.recordings.upload.mutate({ id })
    else await api.recordings.delete.mutate({ id })
  })
  if (!result.ok) return { refused: result.problem }
  return done(args, DONE[intent] ?? 'deleted')
}

const DONE: Record<string, string> = {
  stop: 'stopped',
  export: 'exported',
  upload: 'uploaded',
}

async function record(args: ActionFunctionArgs, form: FormData, isCut: boolean) {
  const values = readRecordForm(form)
  const body = isCut ? cutBody(form, idOf(form)) : recordBody(values, idOf(form))
  const judged = judge(CreateRecordingInput, body)
  const refuse = (problem: ApiProblem) => (isCut ? { refused: problem } : { values, problem })
  if (!judged.ok) return refuse(judged.problem)
  const made = await attempt(args, (api) => api.recordings.create.mutate(judged.value))
  if (!made.ok) return refuse(made.problem)
  return done(args, 'made', made.value.channelId)
}

async function plan(args: ActionFunctionArgs, form: FormData): Promise<Answer | Response> {
  const weekly = readWeeklyForm(form)
  const judged = judge(CreateRecordingPlanInput, weeklyBody(weekly, idOf(form)))
  if (!judged.ok) return { weekly, problem: judged.problem }
  const made = await attempt(args, (api) => api.recordings.plan.mutate(judged.value))
  return made.ok ? done(args, 'planned') : { weekly, problem: made.problem }
}

/** Back to the recordings that were looked at; those of the channel where it was asked for from elsewhere. */
function done({ request }: ActionFunctionArgs, what: string, channelId?: string): Response {
  const channel = new URL(request.url).searchParams.get('channel') ?? channelId
  const query = new URLSearchParams({ ...(channel ? { channel } : {}), done: what })
  return redirect(`/recordings?${query}`)
}

/** What is recorded, of all channels or of one, and the form that asks for more. */
export default function Recordings() {
  const { t } = useTranslation()
  const { recordings, plans, channels, channelId, play, part, newId } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const mayOperate = useMayOperate()
  const finished = useDone(answer)
  useFreshPage(recordings.some((one) => isMoving(one, one.isOver)))
  const here = (query: Record<string, string>) =>
    `/recordings?${new URLSearchParams({ ...(channelId ? { channel: channelId } : {}), ...query })}`
  const played = recordings.find(({ id }) => id === play)
  const name = channels.find(({ id }) => id === channelId)?.name
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-lg font-semibold">
          {name ? t('recordings.ofChannel', { name }) : t('recordings.title')}
        </h1>
        {channelId ? (
          <LinkButton size="small" to="/recordings">
            {t('recordings.all')}
          </LinkButton>
        ) : null}
        <span className="ml-auto">
          <HelpLink on="recordings" />
        </span>
      </div>
      <Outcome answer={answer} done={finished?.what ?? null} recordings={recordings} />
      {played ? (
        <RecordingPlayer
          key={`${played.id} ${part}`}
          recording={played}
          part={part}
          newId={newId}
          playAt={(at) => here({ play: played.id, part: String(at) })}
          closeAt={here({})}
          mayCut={mayOperate}
        />
      ) : null}
      {mayOperate && channels.length > 0 ? (
        <RecordPart answer={answer} finished={finished} />
      ) : null}
      <Panel title={t('recordings.title')} bodyClassName="p-0">
        {recordings.length === 0 ? (
          <p className="p-4 text-center text-sm text-dim">{t('recordings.none')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {recordings.map((one) => (
              <RecordingRow
                key={one.id}
                recording={one}
                playAt={here({ play: one.id })}
                isOver={one.isOver}
                mayChange={mayOperate}
              />
            ))}
          </ul>
        )}
      </Panel>
      <PlanList plans={plans} mayChange={mayOperate} />
      {mayOperate && channels.length > 0 ? (
        <WeeklyPart answer={answer} finished={finished} />
      ) : null}
    </div>
  )
}

type PartProps = { answer: Answer | undefined; finished: ReturnType<typeof useDone> }

function RecordPart({ answer, finished }: PartProps) {
  const { channels, channelId, newId } = useLoaderData<typeof loader>()
  return (
    <RecordForm
      key={channelId}
      channels={channels}
      channelId={channelId}
      newId={newId}
      refused={answer && 'values' in answer ? answer : null}
      saved={finished?.what === 'made' ? finished.at : null}
    />
  )
}

function WeeklyPart({ answer, finished }: PartProps) {
  const { channels, channelId, newPlanId } = useLoaderData<typeof loader>()
  return (
    <WeeklyForm
      key={channelId}
      channels={channels}
      channelId={channelId}
      newId={newPlanId}
      refused={answer && 'weekly' in answer ? answer : null}
      saved={finished?.what === 'planned' ? finished.at : null}
    />
  )
}

type OutcomeProps = {
  answer: Answer | undefined
  done: string | null
  recordings: ReturnType<typeof useLoaderData<typeof loader>>['recordings']
}

function Outcome({ answer, done: what, recordings }: OutcomeProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { deletion } = useRecordingWords()
  if (answer && 'refused' in answer)
    return (
      <Notice tone="bad" role="alert">
        {apiText.problem(answer.refused)}
      </Notice>
    )
  const found = answer && 'asked' in answer && recordings.find(({ id }) => id === answer.asked)
  if (found) return <AskedDeletion {...deletion(found)} />
  const said = SAID.find((one) => one === what)
  return said ? (
    <Notice tone="good" role="status">
      {t(`recordings.${said}`)}
    </Notice>
  ) : null
}

const SAID = ['made', 'stopped', 'exported', 'uploaded', 'deleted', 'planned', 'unplanned'] as const
