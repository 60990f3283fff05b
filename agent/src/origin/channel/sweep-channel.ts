import type { AirFile } from '@cashbacktv/contract'
import { type ChannelState, runsInUse } from '../domain/channel/state.ts'
import type { PastWish } from '../dvr/follow-past.ts'
import type { ChannelHands } from './perform-effect.ts'

const SWEEP_EVERY_MS = 60_000
/** While it is not known yet what is kept. */
const SWEEP_AGAIN_MS = 5000

/** What is over, on the RAM disk and of what is kept, goes in its time. */
export function sweepChannel({ retention, archive }: Pick<ChannelHands, 'retention' | 'archive'>) {
  let archiveAt = 0
  return (state: ChannelState, gone: boolean, now: number): void => {
    if (state.broadcast !== null && !gone) retention.sweep(now, () => runsInUse(state))
    if (now < archiveAt || state.wish === null) return
    const isKnown = archive.sweep(pastWish(state.wish), Date.now())
    archiveAt = now + (isKnown ? SWEEP_EVERY_MS : SWEEP_AGAIN_MS)
  }
}

function pastWish({ dvrWindowSeconds, dvrBudgetBytes }: AirFile): PastWish {
  return { windowSeconds: dvrWindowSeconds, budgetBytes: dvrBudgetBytes }
}
