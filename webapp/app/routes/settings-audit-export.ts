import { AUDIT_ACTIONS } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { auditRows } from '../features/audit/audit-csv.server.ts'
import { auditFilter, auditInput, type ShownEntry } from '../features/audit/domain/audit-filter.ts'
import { csvFile } from '../features/import/csv-file.server.ts'
import { type Api, load } from '../shared/api.server.ts'
import { requireOwnPage } from '../shared/own-page.server.ts'
import { preferencesOf } from '../shared/preferences.server.ts'

const PAGE = 200
/** More than a person looks through; who needs all of it saves lines, or pages through GET /audit. */
const MOST_ROWS = 20_000

/** What the page shows with these filters: a CSV in the language of the page, or JSON lines with every entry. */
export async function loader(args: LoaderFunctionArgs) {
  requireOwnPage(args, '/settings/audit')
  const params = new URL(args.request.url).searchParams
  const input = auditInput(auditFilter(params), AUDIT_ACTIONS, Date.now())
  const format = params.get('format') === 'jsonl' ? 'jsonl' : 'csv'
  const saved = async (api: Api) => {
    await api.audit.recordExport.mutate({ ...input, format })
    return pagesOf(api, input)
  }
  if (format === 'jsonl') return linesOf(await load(args, saved))
  const entries = await load(args, async (api) => rowsOf(await saved(api)))
  const { language } = preferencesOf(args.request)
  return csvFile(args.request, 'audit.csv', auditRows(entries, language))
}

async function rowsOf(pages: AsyncGenerator<ShownEntry[]>): Promise<ShownEntry[]> {
  const entries: ShownEntry[] = []
  for await (const page of pages) {
    entries.push(...page)
    if (entries.length >= MOST_ROWS) break
  }
  return entries
}

async function* pagesOf(api: Api, input: ReturnType<typeof auditInput>) {
  for (let before: string | null | undefined; before !== null; ) {
    const wish = { ...input, limit: PAGE, ...(before ? { before } : {}) }
    const page: { items: ShownEntry[]; next: string | null } = await api.audit.list.query(wish)
    yield page.items
    before = page.next
  }
}

/** Sent as it is read: a reader who is slow holds back the next page. */
function linesOf(pages: AsyncGenerator<ShownEntry[]>): Response {
  const encoder = new TextEncoder()
  const lines = new ReadableStream({
    async pull(controller) {
      const { done, value } = await pages.next()
      if (done) return controller.close()
      const text = value.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      controller.enqueue(encoder.encode(text))
    },
    cancel: () => void pages.return(undefined),
  })
  return new Response(lines, {
    headers: {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.jsonl"',
      'cache-control': 'no-store',
    },
  })
}
