import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, HostReader } from '../ports.ts'
import { createHostSampler } from './host-sampler.ts'
import { createProcReader } from './proc-reader.ts'

/** Samples processes and the host by their files in /proc. */
export function hostReader(paths: AgentPaths, clock: Clock): HostReader {
  const processes = createProcReader()
  const sampler = createHostSampler({ state: paths.stateDir, media: paths.mediaDir })
  return {
    sampleProcesses: (pids) => processes.sweep(pids, clock.now()),
    sampleHost: () => sampler.sample(clock.now()),
    close() {
      processes.close()
      sampler.close()
    },
  }
}
