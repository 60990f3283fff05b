import { createHash, randomUUID } from 'node:crypto'
import {
  errorOf,
  ImportInput,
  type ImportReport,
  LONGEST_LIST,
  type Message,
  messageOf,
  tell,
} from '@cashbacktv/contract'
import type { ActionFunctionArgs } from '@remix-run/node'
import { attempt } from '../../shared/api.server.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { judge } from '../channel-form/judge.server.ts'
import { decodeList } from './domain/decode-list.ts'

/** What the page shows again: what was typed, and what became of it or would. */
export type ImportAnswer = {
  id: string
  list: string
  presetId: string
  /** Of what is made; empty for none. */
  groupId: string
  /** Of the list that the report is about: another list is checked before anything is made. */
  checked: string | null
  report: ImportReport | null
  problem: ApiProblem | null
  /** It was to be made, but is another list than was checked. */
  changed: boolean
}

/** Checks the list that was sent, or makes what was chosen of one that was checked. */
export async function readImport(args: ActionFunctionArgs): Promise<ImportAnswer> {
  const form = await args.request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const kept = {
    id: text('id') || randomUUID(),
    presetId: text('presetId'),
    groupId: text('groupId'),
  }
  const sent = await sentList(form)
  const none = { ...kept, list: text('list'), checked: null, report: null, changed: false }
  if (sent === null) return { ...none, problem: atList(messageOf('import-no-text')) }
  const list = asShown(sent)
  // A file that is far too large is not sent back as a text.
  const shown = list.length > LONGEST_LIST ? none.list : list
  const checked = digestOf(list)
  const intent = text('intent')
  const wanted = intent === 'create' || intent === 'start'
  const changed = wanted && text('checked') !== checked
  const dryRun = !wanted || changed
  const body = judge(ImportInput, {
    list,
    id: kept.id,
    dryRun,
    start: intent === 'start',
    ...(kept.presetId === '' ? {} : { presetId: kept.presetId }),
    ...(kept.groupId === '' ? {} : { groupId: kept.groupId }),
    ...(dryRun ? {} : { lines: form.getAll('line').map(Number) }),
  })
  if (!body.ok) return { ...none, list: shown, problem: body.problem }
  const result = await attempt(args, (api) => api.channels.import.mutate(body.value))
  if (!result.ok) return { ...none, list: shown, problem: result.problem }
  return { ...kept, list: shown, checked, changed, report: result.value, problem: null }
}

/** A file that was chosen goes before what is in the field; null for a file that is no text. */
async function sentList(form: FormData): Promise<string | null> {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return String(form.get('list') ?? '')
  return decodeList(new Uint8Array(await file.arrayBuffer()))
}

/** As a field of a form gives it back, so that lines keep their numbers. */
function asShown(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^\n+/, '')
}

function digestOf(list: string): string {
  return createHash('sha256').update(list).digest('hex')
}

function atList(said: Message): ApiProblem {
  return { ...errorOf('validation_failed', said), details: [{ path: 'list', ...tell(said) }] }
}
