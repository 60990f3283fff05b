import type { Capabilities } from '@cashbacktv/contract'
import type { AgentPaths } from './files/agent-paths.ts'
import { loadCalibrations } from './host/calibration-store.ts'
import { readCapabilities } from './host/capabilities.ts'
import { cardOfHost } from './host/card-of-host.ts'
import { knownGpu } from './host/known-gpu.ts'
import { tryGpus } from './host/try-gpu.ts'
import type { Isolation, Log } from './ports.ts'
import { readBootId } from './process/process-identity.ts'
import { userOfRuns } from './runs/spawn-run.ts'

type Told = { version: string; playbackBaseUrl: string | null; originUrl: string | null; log: Log }

/** What this host can do, with what presets were found to cost on it. */
export async function readHost(
  options: Told,
  paths: AgentPaths,
  { cgroup }: Isolation,
): Promise<Capabilities> {
  const host = await readCapabilities({
    agentVersion: options.version,
    mediaDir: paths.mediaDir,
    playbackBaseUrl: options.playbackBaseUrl,
    originUrl: options.originUrl,
    calibrations: [],
    cgroup,
    userOfRuns: userOfRuns(paths),
    askGpu: () =>
      knownGpu({
        file: paths.gpu,
        bootId: readBootId(),
        card: cardOfHost(),
        log: options.log,
        ask: tryGpus,
      }),
  })
  const { unheld = [] } = host
  if (unheld.length > 0) options.log.warn({ unheld }, 'FFmpeg is not held to all that it should be')
  const calibrations = loadCalibrations(paths.calibrations, host.ffmpegVersion ?? '', (why) =>
    options.log.warn(
      { why },
      'What presets cost was damaged: it is measured again when the host is idle',
    ),
  )
  return { ...host, calibrations }
}
