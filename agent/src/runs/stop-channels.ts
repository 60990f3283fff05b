import { setTimeout as sleep } from 'node:timers/promises'
import { nextLadderStep } from '../domain/runs/stop-ladder.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { lockFolder } from '../files/folder-lock.ts'
import { isSameProcess, readBootId } from '../process/process-identity.ts'
import { signalGroup } from '../process/signal-group.ts'
import { readRecords } from './run-records.ts'

const LOOK_EVERY_MS = 50

/**
 * Ends the channels that an agent has left running: all process groups in parallel by the stop
 * ladder. Their records stay for the next agent to tell their end. Throws when an agent is at
 * work here, because it would start them again.
 */
export async function stopChannels(paths: AgentPaths): Promise<number> {
  const lock = lockFolder(paths.lock)
  try {
    const bootId = readBootId()
    const { records } = readRecords(paths)
    const running = records.filter(
      (record) => record.bootId === bootId && isSameProcess(record.pid, record.startTicks),
    )
    await Promise.all(running.map((record) => endProcess(record.pid, record.startTicks)))
    return running.length
  } finally {
    lock.release()
  }
}

async function endProcess(pid: number, startTicks: number): Promise<void> {
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
