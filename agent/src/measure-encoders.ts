import { setTimeout as sleep } from 'node:timers/promises'
import type { Capabilities, EncodingSettings } from '@cashbacktv/contract'
import { encoderOf, QUALITY_MODEL } from './domain/quality/quality-model.ts'
import type { AgentPaths } from './files/agent-paths.ts'
import type { QualityStore } from './files/quality-store.ts'
import { calibrateQuality } from './host/calibrate-quality.ts'
import type { Log } from './ports.ts'

/** After the first starts, and after what presets cost. */
const FIRST_AFTER_MS = 180_000
const AGAIN_AFTER_MS = 60_000

export type MeasureEncodersOptions = {
  paths: Pick<AgentPaths, 'stateDir'>
  log: Log
  quality: Pick<QualityStore, 'curves' | 'keepCurve'>
  capabilities(): Pick<Capabilities, 'ffmpegVersion' | 'filters'>
  /** Ways of encoding that are to be known, the most wanted first. */
  encodings(): readonly EncodingSettings[]
  /** Nothing is measured while the host has better things to do. */
  isIdle(): boolean
  signal: AbortSignal
  firstAfterMs?: number
}

/** What a comparison and its clips take. */
const FILTERS = ['ssim', 'noise', 'scroll', 'blend']

/** Measures how well each encoder in use does on this host, once for each FFmpeg, when the host is idle. */
export async function measureEncoders(options: MeasureEncodersOptions): Promise<void> {
  const { signal, firstAfterMs = FIRST_AFTER_MS } = options
  for (let pause = firstAfterMs; !signal.aborted; pause = AGAIN_AFTER_MS) {
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {})
    if (!signal.aborted) await measureMissing(options)
  }
}

async function measureMissing(options: MeasureEncodersOptions): Promise<void> {
  const { paths, log, quality, signal } = options
  const { ffmpegVersion, filters } = options.capabilities()
  if (ffmpegVersion === null || !FILTERS.every((name) => filters.includes(name))) return
  const of = { model: QUALITY_MODEL, ffmpegVersion }
  for (const encoding of options.encodings()) {
    const encoder = encoderOf(encoding)
    if (quality.curves(of).some((curve) => curve.encoder === encoder)) continue
    if (signal.aborted || !options.isIdle()) return
    try {
      const at = () => new Date().toISOString()
      const isIdle = () => options.isIdle() && !signal.aborted
      const curve = await calibrateQuality({ encoding, workDir: paths.stateDir, isIdle, at })
      if (curve === null) return
      quality.keepCurve(of, curve)
      log.info({ encoder, points: curve.points.length }, 'Quality of an encoder measured')
    } catch (error) {
      log.warn({ encoder, error: String(error) }, 'Quality of an encoder could not be measured')
    }
  }
}
