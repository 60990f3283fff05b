import { randomUUID } from 'node:crypto'
import {
  errorCodeIn,
  type Message,
  messageOf,
  type RecordingBucket,
  type RecordingBucketTry,
  s3Problem,
  tell,
} from '@cashbacktv/contract'
import { sha256Of, signRequest } from '@cashbacktv/contract/s3-request'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import { allowedNetworks } from '../deliveries/send-letter.ts'
import { RECORDING_BUCKET_KEY, readRecordingBucket } from './read.ts'

const TEXT = 'Put by CashbackTV to try this bucket; it may be deleted.\n'

/**
 * Puts a small object into the bucket and deletes it. It is this server that tries, by the rules that hosts
 * go by; what a host meets on its own way stands at its recordings.
 *
 * @throws DomainError `conflict` where no bucket is set up
 */
export async function tryRecordingBucket(ctx: ServiceContext): Promise<RecordingBucketTry> {
  const bucket = await readRecordingBucket(ctx.db)
  if (bucket === null) throw new DomainError('conflict', messageOf('bucket-none'))
  const from = performance.now()
  const name = `cashbacktv-try-${randomUUID()}.txt`
  const key = bucket.prefix === '' ? name : `${bucket.prefix}/${name}`
  const problem = (await send(ctx, bucket, 'PUT', key)) ?? (await send(ctx, bucket, 'DELETE', key))
  const subject = { subjectType: 'settings', subjectId: RECORDING_BUCKET_KEY } as const
  const detail = { server: bucket.endpoint, bucket: bucket.bucket, ok: problem === null }
  await commitChange(ctx, async () => ({
    result: undefined,
    hosts: [],
    audit: [{ action: 'recording-bucket.try' as const, ...subject, detail }],
  }))
  return {
    ok: problem === null,
    tookMs: Math.round(performance.now() - from),
    problem: problem && tell(problem),
  }
}

async function send(
  ctx: ServiceContext,
  bucket: RecordingBucket,
  method: 'PUT' | 'DELETE',
  key: string,
): Promise<Message | null> {
  const body = method === 'PUT' ? TEXT : null
  const { url, headers } = signRequest(
    bucket,
    { method, key, headers: { 'content-type': 'text/plain' }, bodySha256: sha256Of(body ?? '') },
    ctx.now(),
  )
  const allowed = await allowedNetworks(ctx)
  const reply = await ctx.outside.sendHttp({ method, url, headers, body }, allowed)
  switch (reply.kind) {
    case 'answered': {
      const { status, answer } = reply
      if (status >= 200 && status < 300) return null
      return s3Problem({ status, code: errorCodeIn(answer) })
    }
    case 'late':
      return s3Problem({ error: 'ETIMEDOUT' })
    case 'unreachable':
      return s3Problem({ error: reply.error })
    case 'refused':
      return reply.said
  }
}
