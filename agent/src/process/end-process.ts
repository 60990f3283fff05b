import { setTimeout as sleep } from 'node:timers/promises'
import { nextLadderStep } from '../domain/runs/stop-ladder.ts'
import { isSameProcess } from './process-identity.ts'
import { signalGroup } from './signal-group.ts'

const LOOK_EVERY_MS = 50

/** Ends exactly this process and its group by the stop ladder, and waits for it. */
export async function endProcess(pid: number, startTicks: number): Promise<void> {
  let signalledAt = performance.now()
  for (let signals = 0; isSameProcess(pid, startTicks); ) {
    const step = nextLadderStep({ signals, signalledAt })
    if (step.at <= performance.now()) {
      signalGroup(pid, step.signal)
      signals++
      signalledAt = performance.now()
    }
    await sleep(LOOK_EVERY_MS)
  }
  signalGroup(pid, 'SIGKILL')
}
