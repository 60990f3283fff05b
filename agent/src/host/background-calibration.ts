import type { Calibration, Capabilities } from '@cashbacktv/contract'
import { calibrate } from './calibrate.ts'
import { calibrationTasks, loadCalibrations, saveCalibrations } from './calibration-store.ts'

export type BackgroundCalibration = {
  /** Measures now what is still unknown, one task after the other, while the host is idle. */
  runNow(): Promise<void>
  close(): void
}

export type BackgroundCalibrationOptions = {
  /** Where results are kept. */
  file: string
  ffmpegVersion: string
  capabilities: Pick<Capabilities, 'filters'>
  workDir: string
  /** No channel runs or is about to, and the cores are mostly free. */
  isIdle: () => boolean
  onMeasured: (calibrations: Calibration[]) => void
  onProblem: (message: string) => void
  /** How long the host must have been idle before anything is measured. */
  settleMs?: number
}

const LOOK_EVERY_MS = 30_000

/** Fills the gaps in what is known about the presets' cost, only ever while nothing would suffer. */
export function startBackgroundCalibration(
  options: BackgroundCalibrationOptions,
): BackgroundCalibration {
  const settleMs = options.settleMs ?? 300_000
  let known = loadCalibrations(options.file, options.ffmpegVersion)
  let idleSince: number | null = null
  let running: Promise<void> | null = null
  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  return { runNow, close: () => clearInterval(timer) }

  function look(): void {
    const now = performance.now()
    idleSince = options.isIdle() ? (idleSince ?? now) : null
    if (idleSince !== null && now - idleSince >= settleMs) void runNow()
  }

  function runNow(): Promise<void> {
    running ??= fill().finally(() => {
      running = null
    })
    return running
  }

  async function fill(): Promise<void> {
    try {
      for (const task of calibrationTasks(known)) {
        const [measured] = await calibrate({ ...options, tasks: [task] })
        if (!measured) break
        known = [...known, measured]
        saveCalibrations(options.file, options.ffmpegVersion, known)
        options.onMeasured(known)
      }
      if (calibrationTasks(known).length === 0) clearInterval(timer)
    } catch (error) {
      options.onProblem(`The cost of presets could not be measured: ${String(error)}`)
    }
  }
}
