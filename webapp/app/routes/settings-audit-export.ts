import { AUDIT_ACTIONS } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { auditRows } from '../features/audit/audit-csv.server.ts'
import { auditFilter, auditInput, type ShownEntry } from '../features/audit/domain/audit-filter.ts'
import { csvFile } from '../features/import/csv-file.server.ts'
import { type Api, load } from '../shared/api.server.ts'
import { preferencesOf } from '../shared/preferences.server.ts'

const PAGE = 200
/** More than a person looks through; who needs all of it pages through GET /audit. */
const MOST = 20_000

/** What the page shows with these filters, as a CSV in the language of the page. */
export async function loader(args: LoaderFunctionArgs) {
  const filter = auditFilter(new URL(args.request.url).searchParams)
  const input = auditInput(filter, AUDIT_ACTIONS, Date.now())
  const entries = await load(args, (api) => allOf(api, input))
  const { language } = preferencesOf(args.request)
  return csvFile(args.request, 'audit.csv', auditRows(entries, language))
}

async function allOf(api: Api, input: ReturnType<typeof auditInput>) {
  const all: ShownEntry[] = []
  for (let before: string | null | undefined; before !== null && all.length < MOST; ) {
    const wish = { ...input, limit: PAGE, ...(before ? { before } : {}) }
    const page: { items: ShownEntry[]; next: string | null } = await api.audit.list.query(wish)
    all.push(...page.items)
    before = page.next
  }
  return all
}
