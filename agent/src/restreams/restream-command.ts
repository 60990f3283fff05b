import { isUpload, parseRestreamUrl } from '@cashbacktv/contract'
import type { Command } from '../domain/confinement/confine.ts'
import { type Files, NO_FILES } from '../domain/confinement/files.ts'
import { planHlsPush } from '../domain/hls-push/plan-hls-push.ts'
import { planRestream } from '../domain/restreams/plan-restream.ts'
import type { WantedRestream } from '../domain/restreams/restream-memory.ts'
import type { Program } from '../ports.ts'
import { findBuilt } from '../process/find-built.ts'
import { ownProgram } from '../process/own-program.ts'

export type PlannedCommand = { command: Command; files: Files; env: NodeJS.ProcessEnv }

/** What sends to a destination: an FFmpeg, or of HLS that is pushed a program of our own. */
export function restreamCommand(
  wanted: Pick<WantedRestream, 'restream' | 'playlist' | 'agent' | 'hasAnyAudio'>,
  program: Program,
  progressUrl: string,
): PlannedCommand {
  const { restream, playlist, agent, hasAnyAudio } = wanted
  const { url, uploadMethod: method, deletesOld } = restream
  const parsed = parseRestreamUrl(url)
  if (parsed.ok && isUpload(parsed.scheme)) {
    const words = planHlsPush({ playlist, agent, progressUrl, url, method, deletesOld })
    return pusher(words, program.env)
  }
  const args = planRestream({ restream, playlist, agent, progressUrl, hasAnyAudio })
  return { command: { file: program.file, args }, files: NO_FILES, env: program.env }
}

/**
 * FFmpeg's own way of pushing HLS hears no answer: measured with FFmpeg 5.1, it goes on after 403, 500 and a
 * server that never answers, and ends as if all were well.
 */
function pusher(words: readonly string[], env: NodeJS.ProcessEnv): PlannedCommand {
  const file = findBuilt('push-hls.mjs')
  if (file === null) throw new Error('push-hls.mjs is not built')
  const program = ownProgram(file, words)
  return {
    command: program.command,
    files: { reads: [file], writes: [] },
    env: { ...env, ...program.env },
  }
}
