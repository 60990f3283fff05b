import type { IncidentSummary } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { incidentRows } from '../features/alerts/incident-csv.server.ts'
import { incidentSpan } from '../features/alerts/incident-span.server.ts'
import { csvFile } from '../features/import/csv-file.server.ts'
import { type Api, load } from '../shared/api.server.ts'
import { preferencesOf } from '../shared/preferences.server.ts'

const PAGE = 200
/** More than anybody reads; a file that is asked for again must not keep a server busy. */
const MOST = 5000

/** Incidents of a range as a CSV, in the language of the page. */
export async function loader(args: LoaderFunctionArgs) {
  const params = new URL(args.request.url).searchParams
  const { from, until } = incidentSpan(params, Date.now())
  const incidents = await load(args, (api) => allOf(api, { from, until }))
  const { language } = preferencesOf(args.request)
  return csvFile(args.request, 'incidents.csv', incidentRows(incidents, language))
}

async function allOf(api: Api, range: { from: string; until: string }) {
  const all: IncidentSummary[] = []
  for (let before: string | null | undefined; before !== null && all.length < MOST; ) {
    const page: { items: IncidentSummary[]; next: string | null } = await api.incidents.list.query({
      ...range,
      limit: PAGE,
      ...(before ? { before } : {}),
    })
    all.push(...page.items)
    before = page.next
  }
  return all
}
