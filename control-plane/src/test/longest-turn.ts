import { setImmediate as nextTurn } from 'node:timers/promises'
import { cpuMs } from '@cashbacktv/contract/noisy-machine'

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
    const before = process.cpuUsage()
    await nextTurn()
    longest = Math.max(longest, cpuMs(before))
  }
  return longest
}
