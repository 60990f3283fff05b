import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { actOnIncident } from '../features/alerts/act-on-incident.server.ts'
import { DeliveryList } from '../features/alerts/delivery-list.tsx'
import { IncidentActs } from '../features/alerts/incident-acts.tsx'
import { IncidentHead } from '../features/alerts/incident-head.tsx'
import { IncidentSubjects } from '../features/alerts/incident-subjects.tsx'
import { IncidentTimeline } from '../features/alerts/incident-timeline.tsx'
import { useKeptIncidents } from '../features/alerts/use-kept-incidents.ts'
import { FormPage } from '../features/channel-form/form-page.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { attempt, load } from '../shared/api.server.ts'
import { useMayOperate } from '../shared/use-user.ts'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'incident')

export function loader(args: LoaderFunctionArgs) {
  const id = args.params.incidentId ?? ''
  return load(args, (api) => api.incidents.get.query({ id }))
}

export async function action(args: ActionFunctionArgs) {
  const id = args.params.incidentId ?? ''
  const form = await args.request.formData()
  const result = await attempt(args, (api) => actOnIncident(api, id, form))
  return result.ok ? redirect(`/alerts/${id}`) : data(result.problem)
}

/** One incident: what is wrong, since when, for whom, what is done about it, and what a person can do. */
export default function Incident() {
  const { t } = useTranslation()
  const incident = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>() ?? null
  const mayOperate = useMayOperate()
  useKeptIncidents()
  const { deliveries } = incident
  return (
    <FormPage title={t('title.incident')} back={{ to: '/alerts', text: t('alerts.title') }}>
      <IncidentHead incident={incident} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <IncidentSubjects alerts={incident.alerts} />
          <IncidentTimeline entries={incident.timeline} alerts={incident.alerts} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 max-xl:order-first">
          {mayOperate && incident.state === 'open' && !incident.partial ? (
            <IncidentActs incident={incident} problem={problem} />
          ) : null}
          <Panel title={t('alerts.page.told')} bodyClassName="p-0">
            {deliveries.length === 0 ? (
              <p className="px-4 py-6 text-center text-sm text-dim">
                {t(incident.partial ? 'alerts.page.toldOthers' : 'alerts.page.toldNobody')}
              </p>
            ) : (
              <DeliveryList deliveries={deliveries} />
            )}
          </Panel>
        </div>
      </div>
    </FormPage>
  )
}
