import type { AgentPaths } from '../files/agent-paths.ts'
import { endProcess } from '../process/end-process.ts'
import { readBootId } from '../process/process-identity.ts'
import { readRestreamRecords } from './restream-records.ts'

/** Ends all that sends to destinations. No agent may be at work here, or it would begin them again. */
export async function stopRestreams(paths: AgentPaths): Promise<void> {
  const bootId = readBootId()
  const running = readRestreamRecords(paths).filter((record) => record.bootId === bootId)
  await Promise.all(running.map(({ pid, startTicks }) => endProcess(pid, startTicks)))
}
