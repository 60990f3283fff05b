import {
  changedFields,
  EncodingInput,
  type EncodingSettings,
  messageOf,
  type PresetChange,
  type UpdatePresetInput,
} from '@cashbacktv/contract'
import { type Db, presets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { layOverWhole } from '../../domain/channels/lay-over.ts'
import { fieldError } from '../../domain/errors.ts'
import { observationOf } from '../../domain/fleet/live-state.ts'
import { type Change, commitChange, NAMES_CHANGED, unchanged } from '../changes/commit-change.ts'
import { presetNames } from './preset-names.ts'
import {
  encodingNow,
  type PresetRow,
  type PresetUser,
  presetDetail,
  readUsage,
  refuseBuiltIn,
  requirePreset,
} from './usage.ts'

/**
 * Changes a preset of the operators. Each host of a channel that encodes with it is told once, and
 * gives its channels new runs, each on air before the old one ends, a few at a time. No change, and
 * a new name, restart nothing.
 *
 * @throws DomainError `not_found`; `conflict` for a built-in one or a name that is taken; `validation_failed`
 */
export async function updatePreset(
  ctx: ServiceContext,
  input: UpdatePresetInput,
): Promise<PresetChange> {
  const { state } = await ctx.view.fresh()
  const { row, users, restarting } = await commitChange(ctx, (tx) => write(ctx, tx, input))
  const viewers = restarting.map((user) => observationOf(state, user)?.air?.viewers ?? 0)
  return {
    dryRun: input.dryRun,
    preset: presetDetail(row, users),
    restarts: restarting.length,
    viewers: viewers.reduce((sum, count) => sum + count, 0),
  }
}

type Outcome = { row: PresetRow; users: PresetUser[]; restarting: PresetUser[] }

async function write(
  ctx: ServiceContext,
  tx: Db,
  { id, dryRun, ...wanted }: UpdatePresetInput,
): Promise<Change<Outcome>> {
  if (wanted.name !== undefined && !dryRun) await presetNames(tx, wanted.name, id)
  const row = await requirePreset(tx, id, { lock: true })
  refuseBuiltIn(row)
  const users = (await readUsage(tx, id)).get(id) ?? []
  const next = { name: wanted.name ?? row.name, encoding: encodingOf(row, wanted) }
  const changed = changedFields(row, next)
  if (changed.encoding) refuseLongKeyframes(next.encoding, row.encoding, users)
  const restarting = changed.encoding ? encodingNow(users) : []
  if (dryRun || Object.keys(changed).length === 0) return unchanged({ row, users, restarting })
  await tx
    .update(presets)
    .set({ ...next, updatedAt: ctx.now() })
    .where(eq(presets.id, id))
  const encoders = changed.encoding ? users.filter(({ output }) => output.mode === 'transcode') : []
  const subject = { subjectType: 'preset', subjectId: id } as const
  const detail = { name: next.name, changed, restarts: restarting.length }
  return {
    result: { row: { ...row, ...next }, users, restarting },
    hosts: encoders.map(({ hostId }) => hostId),
    audit: [{ action: 'preset.update', ...subject, detail }],
    announce: NAMES_CHANGED,
  }
}

function encodingOf({ encoding }: PresetRow, wanted: Pick<UpdatePresetInput, 'encoding'>) {
  if (!wanted.encoding) return encoding
  return layOverWhole(EncodingInput, 'encoding', encoding, wanted.encoding)
}

/** A segment begins with a keyframe: rarer ones make the segments of a channel longer than it wants. */
function refuseLongKeyframes(
  { keyframeSeconds }: EncodingSettings,
  before: EncodingSettings,
  users: readonly PresetUser[],
): void {
  if (keyframeSeconds <= before.keyframeSeconds) return
  const late = users.find(({ hls }) => keyframeSeconds > hls.segmentSeconds)
  if (!late) return
  const params = { name: late.name, seconds: late.hls.segmentSeconds }
  throw fieldError('encoding.keyframeSeconds', messageOf('preset-keyframes-rare', params))
}
