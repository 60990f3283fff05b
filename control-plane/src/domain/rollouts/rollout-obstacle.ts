import { isDeepStrictEqual } from 'node:util'
import {
  type LogoSettings,
  type OutputSettings,
  type PlainCode,
  type Reason,
  type RolloutDirection,
  reasonOf,
} from '@cashbacktv/contract'

type StoredChannel = { logo: LogoSettings | null; output: OutputSettings; deletedAt: Date | null }
export type Obstacle = { state: 'skipped' | 'failed' | 'done'; reason: Reason | null }

/** Why a channel is not changed; null when it is to be. */
export function obstacleOf(
  { direction, logo }: { direction: RolloutDirection; logo: LogoSettings | null },
  row: StoredChannel | undefined,
  target: LogoSettings | null,
  pictures: ReadonlySet<string>,
): Obstacle | null {
  if (!row || row.deletedAt) return GONE
  if (direction === 'back' && !isDeepStrictEqual(row.logo, logo)) return CHANGED_SINCE
  if (isDeepStrictEqual(row.logo, target)) return { state: 'done', reason: null }
  if (target && row.output.mode === 'copy') return COPIES
  if (target && !pictures.has(target.assetId)) return PICTURE_GONE
  return null
}

const skipped = (code: PlainCode): Obstacle => ({
  state: 'skipped',
  reason: reasonOf('fatal', code),
})
const GONE = skipped('rollout-deleted')
const COPIES = skipped('rollout-copies')
const CHANGED_SINCE = skipped('rollout-changed-since')
const PICTURE_GONE: Obstacle = {
  state: 'failed',
  reason: reasonOf('fatal', 'rollout-picture-gone'),
}
