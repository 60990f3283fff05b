import { PutRecordingBucketInput, type RecordingBucketTry } from '@cashbacktv/contract'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useDone } from '../features/alerts/use-done.ts'
import { judge } from '../features/channel-form/judge.server.ts'
import { HelpLink } from '../features/docs/help-link.tsx'
import { type BucketRefused, BucketSettings } from '../features/recordings/bucket-settings.tsx'
import {
  bucketBody,
  formOfBucket,
  readBucketForm,
} from '../features/recordings/domain/bucket-form.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { changedMeanwhile, readShown, shownIn } from '../shared/domain/changed-meanwhile.ts'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'recordingBucket')

export function loader(args: LoaderFunctionArgs) {
  return load(args, (api) => api.recordingBucket.get.query())
}

type Answer = BucketRefused | { tried: RecordingBucketTry } | { refused: ApiProblem }

export async function action(args: ActionFunctionArgs): Promise<Answer | Response> {
  const form = await args.request.formData()
  const intent = form.get('intent')
  if (intent === 'try') {
    const tried = await attempt(args, (api) => api.recordingBucket.try.mutate())
    return tried.ok ? { tried: tried.value } : { refused: tried.problem }
  }
  if (intent === 'remove') {
    const gone = await attempt(args, (api) => api.recordingBucket.put.mutate({ bucket: null }))
    return gone.ok ? redirect('/settings/recordings?done=removed') : { refused: gone.problem }
  }
  return save(args, form)
}

async function save(args: ActionFunctionArgs, form: FormData): Promise<Answer | Response> {
  const values = readBucketForm(form)
  const shown = shownIn(form)
  const { bucket } = await load(args, (api) => api.recordingBucket.get.query())
  const stored = formOfBucket(bucket)
  const changed = changedMeanwhile(readShown(shown), stored, values)
  if (changed.length > 0) return { values, changed, stored }
  const body = judge(PutRecordingBucketInput, bucketBody(values))
  if (!body.ok) return { values, shown, problem: body.problem }
  const saved = await attempt(args, (api) => api.recordingBucket.put.mutate(body.value))
  if (!saved.ok) return { values, shown, problem: saved.problem }
  return redirect('/settings/recordings?done=saved')
}

const DONE = ['saved', 'removed'] as const

/** Where files of recordings are uploaded to. */
export default function RecordingSettings() {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { bucket } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = useDone(answer)
  const said = DONE.find((one) => one === done?.what)
  return (
    <>
      <div className="flex justify-end">
        <HelpLink on="recordingBucket" />
      </div>
      {said ? (
        <Notice tone="good" role="status">
          {t(`bucket.${said}`)}
        </Notice>
      ) : null}
      <ProblemNotice>
        {answer && 'refused' in answer && apiText.problem(answer.refused)}
      </ProblemNotice>
      {answer && 'tried' in answer ? <Tried tried={answer.tried} /> : null}
      <BucketSettings
        bucket={bucket}
        refused={answer && 'values' in answer ? answer : null}
        saved={said ? (done?.at ?? null) : null}
      />
    </>
  )
}

function Tried({ tried }: { tried: RecordingBucketTry }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const ms = useFormat().count(tried.tookMs)
  return (
    <Notice tone={tried.ok ? 'good' : 'bad'} role={tried.ok ? 'status' : 'alert'}>
      <p>{t(tried.ok ? 'bucket.tried' : 'bucket.tryFailed', { ms })}</p>
      {tried.problem ? <p>{apiText.reason(tried.problem)}</p> : null}
    </Notice>
  )
}
