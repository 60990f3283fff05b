import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { UploadTask, type UploadWord } from '../../domain/uploads/upload-words.ts'
import { openHttpClient } from '../http-client.ts'
import { openS3Client, Refused } from './s3-client.ts'
import { giveUp, uploadFile } from './upload-file.ts'

/** A server puts many parts together without a word meanwhile. */
const IDLE_MS = 120_000
/** Of one part: an uplink of 150 kb/s. */
const MOST_MS = 15 * 60_000

/** Uploads one file to a bucket, or gives an upload up. What it is to do is read from its input; it says a line of each step. */
const say = (word: UploadWord) => process.stdout.write(`${JSON.stringify(word)}\n`)
try {
  const task = UploadTask.parse(JSON.parse(await text(process.stdin)))
  const client = openHttpClient({ idleMs: IDLE_MS, mostMs: MOST_MS, maxSockets: 1 })
  const s3 = openS3Client(task.bucket, client, wait)
  if (task.act === 'upload') await uploadFile(task, s3, say)
  else await giveUp(s3, task.begun)
  // Connections that are kept would keep it, too.
  process.exitCode = 0
  process.stdout.end(() => process.exit())
} catch (error) {
  if (error instanceof Refused) say({ kind: 'failed', failure: error.failure })
  else process.stderr.write(`${error instanceof Error ? error.message : 'unknown error'}\n`)
  process.exitCode = 1
  process.stdout.end(() => process.exit())
}
