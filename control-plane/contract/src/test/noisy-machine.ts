/**
 * For tests of what must not take long, or not be noticed: what else a machine does can starve a player or
 * its feed for a second, and make the same work cost twice the CPU. A product that is too slow is so each
 * time.
 */
export const NOISY_MACHINE = { retry: 2 }

/** Milliseconds of CPU of {@link usualWork} on the machine of two quiet cores on which bounds were set. */
const USUAL_MS = 4
const MOST_SLOWNESS = 4

const TEXT = JSON.stringify(
  Array.from({ length: 4000 }, (_, n) => ({ n, name: `a ${n}`, is: [n] })),
)

/** Milliseconds of CPU since `before`, or of the whole process. */
export function cpuMs(before?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Reads, allocates and copies, as what is bounded does. */
function usualWork(): number {
  const before = process.cpuUsage()
  Buffer.from(JSON.stringify(JSON.parse(TEXT))).toString('base64')
  return cpuMs(before)
}

/**
 * A bound of milliseconds of CPU, as it is on this machine at this moment: what the same work costs
 * depends on the processor and on who shares its caches. Never less than asked, and at most four times as much,
 * so that work that grows with the square of its input is found on any machine.
 */
export function onThisMachine(ms: number): number {
  const taken = Array.from({ length: 9 }, usualWork).sort((a, b) => a - b)
  return ms * Math.min(Math.max((taken[4] ?? 0) / USUAL_MS, 1), MOST_SLOWNESS)
}
