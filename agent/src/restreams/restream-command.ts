import { existsSync } from 'node:fs'
import { isUpload, parseRestreamUrl } from '@cashbacktv/contract'
import type { Command } from '../domain/confinement/confine.ts'
import { type Files, NO_FILES } from '../domain/confinement/files.ts'
import { planHlsPush } from '../domain/hls-push/plan-hls-push.ts'
import { planRestream } from '../domain/restreams/plan-restream.ts'
import type { WantedRestream } from '../domain/restreams/restream-memory.ts'
import type { Program } from '../ports.ts'
import { findBuilt } from '../process/find-built.ts'
import { heldAs } from '../process/hidden-words.ts'

export type PlannedCommand = { command: Command; files: Files; env: NodeJS.ProcessEnv }

/** What sends to a destination: an FFmpeg, or of HLS that is pushed a program of our own. */
export function restreamCommand(
  { restream, playlist, agent }: Pick<WantedRestream, 'restream' | 'playlist' | 'agent'>,
  program: Program,
  progressUrl: string,
): PlannedCommand {
  const { url, uploadMethod: method, deletesOld } = restream
  const parsed = parseRestreamUrl(url)
  if (parsed.ok && isUpload(parsed.scheme)) {
    const words = planHlsPush({ playlist, agent, progressUrl, url, method, deletesOld })
    return pusher(words, program.env)
  }
  const args = planRestream({ restream, playlist, agent, progressUrl })
  return { command: { file: program.file, args }, files: NO_FILES, env: program.env }
}

/**
 * FFmpeg's own way of pushing HLS hears no answer: measured with FFmpeg 5.1, it goes on after 403, 500 and a
 * server that never answers, and ends as if all were well.
 */
function pusher(words: readonly string[], env: NodeJS.ProcessEnv): PlannedCommand {
  const file = findBuilt('push-hls.mjs')
  if (file === null) throw new Error('push-hls.mjs is not built')
  // Most of what it holds is a segment or two: without these it takes twice the memory.
  const node = ['--max-old-space-size=96', '--max-semi-space-size=1', '--v8-pool-size=1']
  return {
    command: { file: process.execPath, args: [...node, file, ...words] },
    files: { reads: [file], writes: [] },
    env: { ...certificates(), ...env, ...heldAs(process.execPath) },
  }
}

/** Those that the machine trusts beside Node's own, as for FFmpeg. */
function certificates(): NodeJS.ProcessEnv {
  const file = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'].find(
    (one) => existsSync(one),
  )
  return file === undefined ? {} : { NODE_EXTRA_CA_CERTS: file }
}
