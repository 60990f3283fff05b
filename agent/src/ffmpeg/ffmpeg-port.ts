import { classifyExit } from '../domain/failures/classify-exit.ts'
import { fingerprint } from '../domain/plan-ffmpeg/fingerprint.ts'
import { ladderOf } from '../domain/plan-ffmpeg/ladder.ts'
import { outputFrame } from '../domain/plan-ffmpeg/output-frame.ts'
import { planFfmpeg } from '../domain/plan-ffmpeg/plan-ffmpeg.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Clock, Ffmpeg, Log, Program } from '../ports.ts'
import { checkSource } from './check-source.ts'
import { glanceAt } from './glance.ts'
import { hearSource } from './hear-source.ts'
import { openLogFile, rawLogTail } from './log-file.ts'
import { measureQuality, recordSource } from './measure-quality.ts'
import { prepareLayer } from './prepare-layer.ts'
import { prepareLogo } from './prepare-logo.ts'
import { probeSource } from './probe.ts'
import { readRunOutput } from './run-output.ts'
import { openRunSight } from './run-sight.ts'
import { sampleSegments } from './sample-segments.ts'
import { sampleSource } from './sample-source.ts'
import { openSourceMemories } from './source-memory.ts'
import { createVerdicts } from './source-verdicts.ts'

/** The real FFmpeg behind the supervisor's port. */
export function realFfmpeg(
  paths: AgentPaths,
  clock: Clock,
  log: Log,
  program: () => Program,
): Ffmpeg {
  const memories = openSourceMemories(paths.sources, (why) =>
    log.warn({ why }, 'What was known of a source was damaged: it is probed again'),
  )
  // What has been seen to work is broken by its provider, and mended there.
  const verdicts = createVerdicts(clock, (url) => memories.recall({ url }) !== null)
  return {
    program,
    plan: planFfmpeg,
    fingerprint,
    checkSource: (url, allowCidrs) => checkSource(url, { allowCidrs }),
    hearSource,
    async probe(source, allowCidrs, withFrame, how = {}) {
      const usual = memories.recall({ url: source.url })
      const result = await probeSource(source, { allowCidrs, withFrame, usual, ...how })
      // What was called off says nothing of the source.
      if (!how.signal?.aborted) verdicts.note(source.url, result.ok ? null : result.reason)
      if (result.ok) memories.remember(source.url, result.facts, new Date(clock.wall()))
      return result
    },
    async glance(source, allowCidrs, signal) {
      const found = await glanceAt(source, allowCidrs, signal)
      if (signal?.aborted) return null
      verdicts.note(source.url, found)
      return verdicts.of(source.url)
    },
    knownTrouble: verdicts.of,
    rememberedFacts: memories.recall,
    isKnown: memories.isKnown,
    remember: (url, facts) => memories.remember(url, facts, new Date(clock.wall())),
    prepareLogo: (asset, spec, logo, facts) =>
      prepareLogo({ asset, logo, frame: outputFrame(spec, facts), cacheDir: paths.logos }),
    prepareLayer: (layer, asset, spec, facts) =>
      prepareLayer({ layer, asset, frame: outputFrame(spec, facts), cacheDir: paths.logos }),
    classifyExit,
    ladderOf,
    readOutput: readRunOutput,
    openLog: (file) => openLogFile(file),
    sampleSegments,
    sampleSource: (source, allowCidrs, signal) =>
      sampleSource(source, allowCidrs, memories.recall(source), signal),
    recordSource: (wish, allowCidrs, signal) =>
      recordSource(wish, allowCidrs, memories.recall(wish.source), signal),
    measureQuality,
    openSight: openRunSight,
    rawLogTail,
  }
}
