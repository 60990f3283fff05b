import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BUILT_IN_PRESETS, Calibration } from '@cashbacktv/contract'
import { z } from 'zod'
import { readJson } from '../files/json-file.ts'
import type { CalibrationTask } from './calibrate.ts'

const CalibrationFile = z.object({ ffmpegVersion: z.string(), calibrations: z.array(Calibration) })

/** What was measured with this very FFmpeg; nothing when it was another, or the file is damaged. */
export function loadCalibrations(
  file: string,
  ffmpegVersion: string,
  onDamaged: (why: string) => void = () => {},
): Calibration[] {
  const kept = readJson(file, CalibrationFile)
  if (kept.kind === 'damaged') onDamaged(kept.why)
  if (kept.kind !== 'ok' || kept.value.ffmpegVersion !== ffmpegVersion) return []
  return kept.value.calibrations
}

/** Throws when the disk cannot be written. */
export function saveCalibrations(
  file: string,
  ffmpegVersion: string,
  calibrations: Calibration[],
): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.tmp`, JSON.stringify({ ffmpegVersion, calibrations }))
  renameSync(`${file}.tmp`, file)
}

/** The built-in presets at the two sizes most channels have, without those already measured. */
export function calibrationTasks(known: readonly Calibration[]): CalibrationTask[] {
  const sizes = [
    { width: 1280, height: 720, framesPerSecond: 25 },
    { width: 1920, height: 1080, framesPerSecond: 30 },
  ]
  return Object.entries(BUILT_IN_PRESETS)
    .flatMap(([presetId, encoding]) => sizes.map((size) => ({ presetId, encoding, ...size })))
    .filter(
      (task) => !known.some((one) => one.presetId === task.presetId && one.height === task.height),
    )
}
