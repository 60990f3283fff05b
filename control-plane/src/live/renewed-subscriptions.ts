import type { Subscription } from './subscription.ts'

/** Subscriptions that a newer one is to take the place of, and that hear until it does. */
export type RenewedSubscriptions = {
  /** `isWhole`: it hears all channels. */
  keep(subscription: Subscription, isWhole: boolean): void
  /** Stops all that are kept now, after so many milliseconds. */
  stopAfter(ms: number): void
  stop(): void
}

/** So many wait for the next one: of a channel that never comes they would be ever more. */
const MOST = 4

export function createRenewed(): RenewedSubscriptions {
  const kept: { subscription: Subscription; isWhole: boolean }[] = []
  const take = () => kept.splice(0).map(({ subscription }) => subscription)
  return {
    keep(subscription, isWhole) {
      kept.push({ subscription, isWhole })
      if (kept.length <= MOST) return
      // One that hears everything is the last to be given up.
      const least = kept.findIndex((one) => !one.isWhole)
      for (const one of kept.splice(Math.max(0, least), 1)) one.subscription.stop()
    },
    stopAfter(ms) {
      const old = take()
      setTimeout(() => stopAll(old), ms).unref()
    },
    stop: () => stopAll(take()),
  }
}

function stopAll(subscriptions: Subscription[]): void {
  for (const subscription of subscriptions) subscription.stop()
}
