import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What this process costs: CPU since it began, memory now, and how late its timers were. */
export type OwnFigures = { cpuSeconds: number; memoryBytes: number; loopDelaySeconds: number }

/** Finer would cost more than what it measures. */
const RESOLUTION_MS = 100

/** The delay is that since the last reading. */
export function ownFigures(): () => OwnFigures {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  return () => {
    const { user, system } = process.cpuUsage()
    // Each sample holds the resolution itself too.
    const late = delay.count > 0 ? delay.percentile(99) / 1e9 - RESOLUTION_MS / 1000 : 0
    delay.reset()
    return {
      cpuSeconds: (user + system) / 1e6,
      memoryBytes: process.memoryUsage.rss(),
      loopDelaySeconds: Math.max(0, late),
    }
  }
}
