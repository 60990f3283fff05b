import { randomUUID } from 'node:crypto'
import {
  DEFAULT_PRESET_ID,
  type GroupId,
  type ImportInput,
  type ImportReport,
  type ImportRow,
  inEnglish,
  type Message,
  messageOf,
} from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { sayNoRoom } from '../../domain/backup/room.ts'
import { fieldError } from '../../domain/errors.ts'
import { type PlannedRow, planImport } from '../../domain/import/plan-import.ts'
import { readList } from '../../domain/import/read-list.ts'
import { hasRoom } from '../changes/require-room.ts'
import { changeChannels } from '../channels/change-channels.ts'
import { wantedGroup } from '../groups/require-groups.ts'
import { createMany } from './create-many.ts'
import { judgeCopies } from './judge-copies.ts'
import { readImportFacts } from './read-import-facts.ts'

/**
 * Makes the channels of a list, or says what would become of each. They are made in one change, so
 * that each host is told once; a row that is wrong keeps no other from being made.
 *
 * @throws DomainError `validation_failed` at `list` for one that cannot be taken as a whole
 */
export async function importChannels(
  ctx: ServiceContext,
  input: ImportInput,
): Promise<ImportReport> {
  const { dryRun, start, id = randomUUID(), presetId = DEFAULT_PRESET_ID } = input
  const list = readList(input.list)
  if (list.kind === 'refused') throw fieldError('list', list.why)
  const facts = await readImportFacts(ctx, list.channels)
  if (!facts.presets.some((preset) => preset.id === presetId)) {
    throw fieldError('presetId', messageOf('preset-missing'))
  }
  const groupId = wantedGroup(reachOf(ctx.actor), input.groupId)
  const planned = planImport(list.channels, facts, { importId: id, presetId })
  const plan = await judgeCopies(ctx, planned)
  const rows = dryRun
    ? plan.map(({ row }) => row)
    : await make(ctx, plan, { lines: input.lines, groupId })
  const made = rows.flatMap(({ channelId }) => channelId ?? [])
  const isStarted = !dryRun && start && made.length > 0
  if (isStarted) {
    const action = { kind: 'start' } as const
    await changeChannels(ctx, { channelIds: made, action, dryRun: false })
  }
  const said = [...list.leftOut, ...(dryRun ? await sayBeyondRoom(ctx, rows) : [])]
  const leftOut = said.map((one) => ({ path: 'list', ...told(one) }))
  return { dryRun, started: isStarted, format: list.format, rows, leftOut }
}

/** All that are ready cannot be made together; fewer of them may be. */
async function sayBeyondRoom({ db }: ServiceContext, rows: readonly ImportRow[]) {
  const ready = rows.filter(({ state }) => state === 'ready').length
  return ready === 0 || (await hasRoom(db, 'channels', ready)) ? [] : [sayNoRoom('channels')]
}

/** Makes the rows that are ready, or those that are named of all that can be. */
async function make(
  ctx: ServiceContext,
  plan: readonly PlannedRow[],
  { lines, groupId }: { lines: readonly number[] | undefined; groupId: GroupId | null },
): Promise<ImportRow[]> {
  const named = lines && new Set(lines)
  const isChosen = ({ row }: PlannedRow) => (named ? named.has(row.line) : row.state === 'ready')
  const chosen = plan.filter((one) => one.input !== null && isChosen(one))
  const made = await createMany(
    ctx,
    chosen.flatMap(({ id, input }) =>
      input ? [{ ...input, id, groupId: input.groupId ?? groupId }] : [],
    ),
  )
  return plan.map(({ row, id, input }): ImportRow => {
    if (row.channelId) return row
    if (made.has(id)) return { ...row, outcome: 'created', channelId: id }
    const wanted = chosen.some((one) => one.id === id)
    if (!wanted || input === null) return { ...row, outcome: 'left' }
    return { ...row, outcome: 'failed', problems: [{ path: 'slug', ...told(TAKEN) }] }
  })
}

const TAKEN: Message = { code: 'import-taken-meanwhile', params: {} }

function told(message: Message) {
  return { ...message, message: inEnglish(message) }
}
