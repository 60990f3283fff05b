import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * The longest that this process was busy, in milliseconds of CPU, before anything else had its turn, while
 * something went on. What other programs do on the machine is not in it.
 */
export async function longestTurn(work: Promise<unknown>): Promise<number> {
  let [longest, isOver] = [0, false]
  const end = () => {
    isOver = true
  }
  void work.then(end, end)
  while (!isOver) {
    const { user, system } = process.cpuUsage()
    await nextTurn()
    const since = process.cpuUsage({ user, system })
    longest = Math.max(longest, (since.user + since.system) / 1000)
  }
  return longest
}
