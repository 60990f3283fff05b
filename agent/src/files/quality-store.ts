import {
  type ChannelId,
  type QualityCurve,
  QualityCurvesFile,
  type QualityMeasurement,
  QualityMeasurementsFile,
} from '@cashbacktv/contract'
import type { AgentPaths } from './agent-paths.ts'
import { readJson, writeJson } from './json-file.ts'

/** Which FFmpeg and which model curves are of: with another of either they say nothing. */
export type CurvesOf = { model: number; ffmpegVersion: string }

/** What is known of the quality of encoders on this host, and of pictures that were measured. */
export type QualityStore = {
  curves(of: CurvesOf): readonly QualityCurve[]
  /** Throws when the disk cannot be written. */
  keepCurve(of: CurvesOf, curve: QualityCurve): void
  measured(channelId: ChannelId): QualityMeasurement | null
  /** Those of other channels than `wanted` are let go. */
  keepMeasured(
    channelId: ChannelId,
    measured: QualityMeasurement,
    wanted: ReadonlySet<ChannelId>,
  ): void
}

/** Damaged or of another version they are measured anew. */
export function openQualityStore(
  paths: Pick<AgentPaths, 'qualityCurves' | 'qualityMeasurements'>,
): QualityStore {
  const keptCurves = readJson(paths.qualityCurves, QualityCurvesFile)
  let file: QualityCurvesFile | null = keptCurves.kind === 'ok' ? keptCurves.value : null
  const keptMeasured = readJson(paths.qualityMeasurements, QualityMeasurementsFile)
  const list = keptMeasured.kind === 'ok' ? keptMeasured.value : []
  let measured = new Map(list.map((one) => [one.channelId, one.measured]))

  const curves = ({ model, ffmpegVersion }: CurvesOf) => {
    return file?.model === model && file.ffmpegVersion === ffmpegVersion ? file.curves : []
  }
  return {
    curves,
    keepCurve(of, curve) {
      const others = curves(of).filter(({ encoder }) => encoder !== curve.encoder)
      file = { ...of, curves: [...others, curve].slice(-MOST_CURVES) }
      writeJson(paths.qualityCurves, file)
    },
    measured: (channelId) => measured.get(channelId) ?? null,
    keepMeasured(channelId, newest, wanted) {
      const others = [...measured].filter(([id]) => id !== channelId && wanted.has(id))
      measured = new Map([...others, [channelId, newest]])
      const rows = [...measured].map(([id, one]) => ({ channelId: id, measured: one }))
      try {
        writeJson(paths.qualityMeasurements, rows)
      } catch {
        // Said about the disk elsewhere; it is known until the agent restarts.
      }
    },
  }
}

const MOST_CURVES = 200
