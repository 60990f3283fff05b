import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { ListFields } from '../features/import/list-fields.tsx'
import { Preview } from '../features/import/preview.tsx'
import { type ImportAnswer, readImport } from '../features/import/read-import.server.ts'
import { Report } from '../features/import/report.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useApiText } from '../i18n/use-api-text.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { useUnsaved } from '../shared/away/unsaved.ts'
import type { ApiProblem } from '../shared/domain/api-problem.ts'
import { Button } from '../ui/button.tsx'
import { KeptForm } from '../ui/kept-form.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'import')

export async function loader(args: LoaderFunctionArgs) {
  const [presets, groups] = await Promise.all([
    load(args, (api) => api.presets.list.query()),
    load(args, (api) => api.groups.list.query()),
  ])
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  return {
    presets: presets.items.map(named),
    groups: groups.items.map(named),
    newId: randomUUID(),
  }
}

export function action(args: ActionFunctionArgs) {
  return readImport(args)
}

export default function ImportChannels() {
  const { t } = useTranslation()
  const { presets, groups, newId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? blankAnswer(newId)
  const { report } = answer
  const isDone = report !== null && !report.dryRun
  // What was checked is not made yet.
  useUnsaved(() => report !== null && !isDone)
  return (
    <FormPage title={t('import.title')} back={{ to: '/channels', text: t('channel.back') }}>
      <p className="max-w-3xl text-sm text-dim">{t('import.intro')}</p>
      {isDone ? (
        <Report report={report} />
      ) : (
        // What was read of a file is in the field from then on.
        <ListForm key={answer.checked ?? ''} answer={answer} presets={presets} groups={groups} />
      )}
    </FormPage>
  )
}

type Named = readonly { id: string; name: string }[]
type ListFormProps = { answer: ImportAnswer; presets: Named; groups: Named }

/** The list, and once it was checked what would become of it. */
function ListForm({ answer, presets, groups }: ListFormProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().state === 'submitting'
  const { id, checked, report, problem } = answer
  const [atList, atGroup] = ['list', 'groupId'].map((name) =>
    problem?.details.find(({ path }) => path === name),
  )
  return (
    <>
      {problem && !atList && !atGroup ? <Problem problem={problem} /> : null}
      <KeptForm method="post" encType="multipart/form-data" className="grid grid-cols-1 gap-4">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="checked" value={checked ?? ''} />
        <ListFields
          list={answer.list}
          presetId={answer.presetId}
          presets={presets}
          groupId={answer.groupId}
          groups={groups}
          groupProblem={atGroup && apiText.field(atGroup)}
          problem={atList && apiText.field(atList)}
        >
          <Button type="submit" name="intent" value="check" look="primary" aria-disabled={busy}>
            {report ? t('import.checkAgain') : t('import.check')}
          </Button>
          {atList?.code === 'import-hls-playlist' ? (
            <LinkButton to="/channels/new">{t('import.playlist')}</LinkButton>
          ) : null}
        </ListFields>
        {report ? <Preview report={report} presets={presets} changed={answer.changed} /> : null}
      </KeptForm>
    </>
  )
}

function blankAnswer(id: string): ImportAnswer {
  return {
    id,
    list: '',
    presetId: '',
    groupId: '',
    checked: null,
    report: null,
    problem: null,
    changed: false,
  }
}

/** What is wrong with the request and not with the list. */
function Problem({ problem }: { problem: ApiProblem }) {
  const apiText = useApiText()
  return (
    <Notice tone="bad" role="alert">
      <p>{apiText.problem(problem)}</p>
      {problem.details.map((detail) => (
        <p key={detail.path}>{apiText.field(detail)}</p>
      ))}
    </Notice>
  )
}
