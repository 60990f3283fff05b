import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SourceFacts } from '@cashbacktv/contract'
import { reachOf } from '../domain/confinement/reach.ts'
import { inputArguments } from '../domain/plan-ffmpeg/input-arguments.ts'
import { videoSpecifier } from '../domain/plan-ffmpeg/stream-specifiers.ts'
import type { Measured, MeasureWish, RecordWish } from '../ports.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { comparePictures } from './compare-pictures.ts'
import { hlsOptions } from './hls-options.ts'
import { parseProgress } from './parse-progress.ts'

const QUIET = ['-n', '19', 'ffmpeg', '-nostdin', '-hide_banner', '-nostats', '-loglevel', 'error']
const MOST_BYTES = 4_000_000
/** Of a source: 60 Mbit/s. */
const BYTES_A_SECOND = 7_500_000

/** Takes some seconds of the picture of a source as they come. False where that could not be done. */
export async function recordSource(
  { source, file, seconds, timeoutMs }: RecordWish,
  allowCidrs: readonly string[],
  facts: SourceFacts | null,
  signal?: AbortSignal,
): Promise<boolean> {
  const input = inputArguments(source, {
    container: facts?.container ?? null,
    bitrateKbps: facts?.bitrateKbps ?? null,
    patient: false,
    hlsOptions: await hlsOptions(),
    isRecording: facts?.durationSeconds !== undefined,
  })
  const map = ['-map', videoSpecifier(facts, source), '-c', 'copy', '-t', String(seconds)]
  const args = [...QUIET, ...input, ...map, '-f', 'nut', 'pipe:1']
  const { code, stdout } = await runToEnd('nice', args, {
    timeoutMs,
    maxBytes: Math.ceil((seconds + 2) * BYTES_A_SECOND),
    signal,
    reach: reachOf(source.url, allowCidrs),
  })
  if (code !== 0 || stdout.length === 0) return false
  await writeFile(file, stdout)
  return true
}

/** It is called off by the signal, sooner or later. */
const NO_LIMIT_MS = 600_000

/** Encodes a piece and compares it with what went in. Null where that could not be done. */
export async function measureQuality(wish: MeasureWish): Promise<Measured | null> {
  const { plan, hasVmaf, signal } = wish
  const { input, graph, encoder } = plan
  const file = encoder.at(-1) ?? ''
  const folder = dirname(file)
  const files = { reads: [], writes: [folder] }
  const { code, stdout } = await runToEnd(
    'nice',
    [
      ...[...QUIET, '-y', '-filter_threads', '1', '-filter_complex_threads', '1'],
      ...['-progress', 'pipe:1', ...input, '-filter_complex', graph],
      ...['-map', '[before]', ...encoder],
    ],
    { timeoutMs: NO_LIMIT_MS, maxBytes: MOST_BYTES, signal, files },
  )
  const blocks = stdout.toString('utf8').split(/(?<=progress=\w+\n)/)
  const seconds = blocks.reduce((most, block) => {
    return Math.max(most, parseProgress(block)?.outTimeSeconds ?? 0)
  }, 0)
  if (code !== 0 || seconds === 0) return null
  const inputs = [...input, '-f', 'nut', '-i', file]
  const compared = await comparePictures({
    inputs,
    folder,
    before: graph,
    hasVmaf,
    timeoutMs: NO_LIMIT_MS,
    signal,
  })
  return compared && { ...compared, seconds }
}
