import { type Message, messageOf, type S3Failure, s3Problem } from '@cashbacktv/contract'
import { reachOfServer } from '../domain/confinement/reach.ts'
import { errnoOf } from '../domain/failures/errno-of.ts'
import { type UploadTask, type UploadWord, wordsIn } from '../domain/uploads/upload-words.ts'
import { findBuilt } from '../process/find-built.ts'
import { ownProgram } from '../process/own-program.ts'
import { runToEnd } from '../process/run-to-end.ts'

/** A file of a day over a slow uplink; what is not done by then is gone on with. */
const LONGEST_MS = 24 * 3_600_000
/** A line for each of ten thousand parts. */
const MOST_BYTES = 1 << 21

export type UploadRun = {
  task: UploadTask
  /** Networks that the bucket may lie in although they are refused by default. */
  allowCidrs: readonly string[]
  signal: AbortSignal
  onWord(word: Exclude<UploadWord, { kind: 'failed' }>): void
}

/** `broken`: it ended without saying why. */
export type UploadEnd =
  | { kind: 'done' }
  | { kind: 'failed'; failure: S3Failure; said: Message }
  | { kind: 'broken'; said: Message }

/**
 * Does one upload in a process of its own, at the lowest priority, which reaches the networks of sources and reads
 * that one file alone. It ends with us. Never rejects.
 */
export async function runUpload({
  task,
  allowCidrs,
  signal,
  onWord,
}: UploadRun): Promise<UploadEnd> {
  const program = findBuilt('upload-s3.mjs')
  if (program === null) return broken('upload-s3.mjs')
  const { command, env } = ownProgram(program)
  const reads = [program, ...(task.act === 'upload' ? [task.path] : [])]
  let failure: S3Failure | null = null
  let rest = ''
  function hear(chunk: Buffer): boolean {
    const heard = wordsIn(rest + chunk.toString('utf8'))
    rest = heard.rest
    for (const word of heard.words) {
      if (word.kind === 'failed') failure = word.failure
      else onWord(word)
    }
    return false
  }
  try {
    const { code, stderr } = await runToEnd('nice', ['-n', '19', command.file, ...command.args], {
      timeoutMs: LONGEST_MS,
      maxBytes: MOST_BYTES,
      signal,
      env,
      isBoundToUs: true,
      keepsUser: true,
      input: Buffer.from(JSON.stringify(task)),
      reach: reachOfServer(allowCidrs),
      files: { reads, writes: [] },
      enough: hear,
    })
    if (code === 0) return { kind: 'done' }
    if (failure !== null) return { kind: 'failed', failure, said: s3Problem(failure) }
    return broken(stderr.trim().split('\n').at(-1)?.slice(0, 200) || 'killed')
  } catch (error) {
    return broken(errnoOf(error))
  }
}

function broken(detail: string): UploadEnd {
  return { kind: 'broken', said: messageOf('bucket-upload-broken', { detail }) }
}
