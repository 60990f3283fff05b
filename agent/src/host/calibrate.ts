import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Calibration, Capabilities, EncodingSettings } from '@cashbacktv/contract'
import { encoderEnvironment } from '../process/encoder-environment.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { calibrationCommand, makeCalibrationClip } from './calibration-command.ts'

export type CalibrationTask = {
  presetId: string
  encoding: EncodingSettings
  width: number
  height: number
  framesPerSecond: number
}

export type CalibrateOptions = {
  tasks: readonly CalibrationTask[]
  capabilities: Pick<Capabilities, 'filters'>
  /** Scratch folder on the disk; what is made in it is removed. */
  workDir: string
  /** Asked before each task: nothing is measured while channels run or the host is busy. */
  isIdle: () => boolean
}

const SECONDS = 10

/**
 * Measures what a second of stream costs on this host: ten seconds of the real command a task, at
 * the lowest priority, one after the other. Tasks that could not be measured are left out.
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibration[]> {
  await mkdir(options.workDir, { recursive: true })
  const folder = await mkdtemp(join(options.workDir, 'calibration-'))
  try {
    const found: Calibration[] = []
    for (const task of options.tasks) {
      if (!options.isIdle()) break
      const measured = await measure(task, folder, options)
      if (measured) found.push(measured)
    }
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(
  task: CalibrationTask,
  folder: string,
  { capabilities }: CalibrateOptions,
): Promise<Calibration | null> {
  const clip = await makeCalibrationClip(task, folder, SECONDS)
  if (clip === null) return null
  const args = calibrationCommand(task, clip, folder, capabilities)
  // The clip is ours, and the command tells its progress as that of a run does.
  const env = encoderEnvironment({ mode: 'transcode' })
  const limits = { isTool: true, timeoutMs: 120_000, maxBytes: 4_000_000, env }
  const { code, stderr } = await runToEnd(
    'nice',
    ['-n', '19', 'ffmpeg', '-benchmark', ...args],
    limits,
  )
  const [cpu, wall] = [number(stderr, 'utime') + number(stderr, 'stime'), number(stderr, 'rtime')]
  if (code !== 0 || !(cpu > 0) || !(wall > 0)) return null
  return {
    presetId: task.presetId,
    height: task.height,
    framesPerSecond: task.framesPerSecond,
    cpuSecondsPerSecond: cpu / SECONDS,
    speed: SECONDS / wall,
  }
}

function number(text: string, name: string): number {
  return Number(new RegExp(`${name}=([\\d.]+)`).exec(text)?.[1])
}
