import { isDeepStrictEqual } from 'node:util'
import type {
  EncodingSettings,
  HostId,
  PresetChange,
  UpdatePresetInput,
} from '@cashbacktv/contract'
import { type Db, presets } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import { recordAudit } from '../audit/record.ts'
import { observationOf, readLiveState } from '../channels/live-state.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'
import { presetNames } from './preset-names.ts'
import {
  encodingNow,
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
  const state = await readLiveState(ctx)
  const { row, users, touched, restarting } = await ctx.db.transaction((tx) =>
    write(ctx, tx, input),
  )
  await announceHosts(ctx, touched)
  const viewers = restarting.map((user) => observationOf(state, user)?.air?.viewers ?? 0)
  return {
    dryRun: input.dryRun,
    preset: presetDetail(row, users),
    restarts: restarting.length,
    viewers: viewers.reduce((sum, count) => sum + count, 0),
  }
}

async function write(ctx: ServiceContext, tx: Db, { id, dryRun, ...wanted }: UpdatePresetInput) {
  if (wanted.name !== undefined && !dryRun) await presetNames(tx, wanted.name, id)
  const row = await requirePreset(tx, id, { lock: true })
  refuseBuiltIn(row)
  const users = (await readUsage(tx, id)).get(id) ?? []
  const next = { ...row, name: wanted.name ?? row.name, encoding: wanted.encoding ?? row.encoding }
  const newEncoding = !isDeepStrictEqual(next.encoding, row.encoding)
  if (newEncoding) refuseLongKeyframes(next.encoding, row.encoding, users)
  const restarting = newEncoding ? encodingNow(users) : []
  const isSame = !newEncoding && next.name === row.name
  let touched: HostId[] = []
  if (!dryRun && !isSame) {
    const { name, encoding } = next
    await tx.update(presets).set({ name, encoding, updatedAt: ctx.now() }).where(eq(presets.id, id))
    await recordAudit(ctx, tx, {
      ...{ action: 'preset.update', subjectType: 'preset', subjectId: id },
      detail: { name, encoding, restarts: restarting.length },
    })
    const encoders = newEncoding ? users.filter(({ output }) => output.mode === 'transcode') : []
    touched = await touchHosts(
      tx,
      encoders.map(({ hostId }) => hostId),
    )
  }
  return { row: dryRun ? row : next, users, touched, restarting }
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
  const { segmentSeconds } = late.hls
  throw fieldError(
    'encoding.keyframeSeconds',
    `The channel "${late.name}" has segments of ${segmentSeconds} s, and each begins with a keyframe. Set a keyframe at least every ${segmentSeconds} s, or make its segments longer first.`,
  )
}
