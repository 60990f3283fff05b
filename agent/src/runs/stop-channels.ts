import type { AgentPaths } from '../files/agent-paths.ts'
import { lockFolder } from '../files/folder-lock.ts'
import { endProcess } from '../process/end-process.ts'
import { isSameProcess, readBootId } from '../process/process-identity.ts'
import { readRecords } from './run-records.ts'

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
