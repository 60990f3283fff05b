import type { ActivityList, HostView } from '@cashbacktv/contract'
import { Form, useSearchParams, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { Button } from '../../ui/button.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ActivityFeed } from '../activity/activity-feed.tsx'
import { mergeIncidents } from '../activity/domain/group-by-incident.ts'
import { FAILURE_CLASSES, readErrorQuery } from './domain/error-query.ts'

type ErrorLogProps = { initial: ActivityList; hosts: readonly HostView[] }

/** What failed on any channel, with why and the end of its log. Filters are kept in the address. */
export function ErrorLog({ initial, hosts }: ErrorLogProps) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const query = readErrorQuery(params)
  const filtered = Object.keys(query).length > 1
  const { items, incidents, next, problem, older } = useOlder(initial, params)
  const apiText = useApiText()
  return (
    <Panel title={t('monitoring.errors')} hint={t('monitoring.errorsHint')} bodyClassName="p-0">
      <Filters params={params} hosts={hosts} />
      {items.length === 0 ? (
        <p className="px-4 py-10 text-center text-sm text-dim">
          {t(filtered ? 'monitoring.errorNoMatch' : 'monitoring.errorNone')}
        </p>
      ) : (
        <ActivityFeed list={{ items, incidents }} withLog />
      )}
      {problem ? (
        <Notice tone="bad" role="alert" className="m-3">
          {apiText.problem(problem)}
        </Notice>
      ) : null}
      {next ? (
        <div className="border-t border-line p-3">
          <Button size="small" onClick={older}>
            {t('monitoring.older')}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

function Filters({ params, hosts }: { params: URLSearchParams; hosts: readonly HostView[] }) {
  const { t } = useTranslation()
  const submit = useSubmit()
  const typing = useRef<ReturnType<typeof setTimeout>>()
  return (
    <Form
      role="search"
      method="get"
      className="flex flex-wrap gap-2 border-b border-line p-3"
      onChange={(event) => {
        const form = event.currentTarget
        clearTimeout(typing.current)
        typing.current = setTimeout(() => submit(form, { replace: true }), 250)
      }}
    >
      <input type="hidden" name="view" value="errors" />
      <Input
        type="search"
        name="search"
        aria-label={t('monitoring.errorSearch')}
        placeholder={t('monitoring.errorSearch')}
        defaultValue={params.get('search') ?? ''}
        className="min-w-40 flex-1 sm:max-w-96"
      />
      <Select
        name="class"
        aria-label={t('monitoring.errorClass')}
        defaultValue={params.get('class') ?? ''}
        className="w-auto"
      >
        <option value="">{t('monitoring.anyClass')}</option>
        {FAILURE_CLASSES.map((name) => (
          <option key={name} value={name}>
            {t(`timeline.class.${name}`)}
          </option>
        ))}
      </Select>
      <Select
        name="host"
        aria-label={t('monitoring.errorHost')}
        defaultValue={params.get('host') ?? ''}
        className="w-auto max-w-48"
      >
        <option value="">{t('monitoring.anyHost')}</option>
        {hosts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <noscript>
        <Button type="submit">{t('monitoring.apply')}</Button>
      </noscript>
    </Form>
  )
}

function useOlder(initial: ActivityList, params: URLSearchParams) {
  const [list, setList] = useState(initial)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  useEffect(() => {
    setList(initial)
    setProblem(null)
  }, [initial])
  const older = () => {
    if (!list.next) return
    browserApi.monitoring.activity
      .query({ ...readErrorQuery(params), before: list.next })
      .then(({ items, incidents, next }) =>
        setList({
          items: [...list.items, ...items],
          incidents: mergeIncidents([list.incidents, incidents]),
          next,
        }),
      )
      .catch((failure: unknown) => setProblem(toApiProblem(failure)))
  }
  return { ...list, problem, older }
}
