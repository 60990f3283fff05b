import { setTimeout as sleep } from 'node:timers/promises'
import type { Calibration, Capabilities } from '@cashbacktv/contract'
import type { AgentPaths } from './files/agent-paths.ts'
import { calibrate } from './host/calibrate.ts'
import { calibrationTasks, saveCalibrations } from './host/calibration-store.ts'
import type { Log } from './ports.ts'

const FIRST_AFTER_MS = 120_000
const AGAIN_AFTER_MS = 600_000

export type MeasureOptions = {
  paths: AgentPaths
  log: Log
  capabilities(): Capabilities
  /** Nothing is measured while the host has better things to do. */
  isIdle(): boolean
  onMeasured(calibrations: Calibration[]): void
  signal: AbortSignal
}

/** Measures what presets cost on this host, once for each FFmpeg, when the host is idle. */
export async function measurePresets(options: MeasureOptions): Promise<void> {
  const { paths, log, signal } = options
  for (let pause = FIRST_AFTER_MS; !signal.aborted; pause = AGAIN_AFTER_MS) {
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {})
    if (signal.aborted) return
    const capabilities = options.capabilities()
    const version = capabilities.ffmpegVersion
    const tasks = calibrationTasks(capabilities.calibrations)
    if (tasks.length === 0) return
    if (version === null || !options.isIdle()) continue
    try {
      const { isIdle } = options
      const found = await calibrate({ tasks, capabilities, workDir: paths.stateDir, isIdle })
      const all = [...capabilities.calibrations, ...found]
      saveCalibrations(paths.calibrations, version, all)
      options.onMeasured(all)
      log.info({ measured: found.length }, 'Presets measured on this host')
    } catch (error) {
      log.warn({ error: String(error) }, 'Presets could not be measured')
    }
  }
}
