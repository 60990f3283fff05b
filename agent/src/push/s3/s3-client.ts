import { errorCodeIn, mayPass, type S3Failure } from '@cashbacktv/contract'
import {
  type S3Bucket,
  type S3Request,
  sha256Of,
  signRequest,
} from '@cashbacktv/contract/s3-request'
import { type Answer, type HttpClient, NoAnswer } from '../http-client.ts'

/** What a bucket does not do, also when it was asked again. */
export class Refused extends Error {
  readonly failure: S3Failure
  constructor(failure: S3Failure) {
    super(JSON.stringify(failure))
    this.failure = failure
  }
}

export type S3Client = (request: S3Request & { body?: Buffer }) => Promise<Answer>

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000
/** Some three minutes of a server that is busy. */
const MOST_TRIES = 8

/** How long until a request is sent again, with half of it left to chance; null: no more. `random`: 0 to 1. */
export function waitBefore(tries: number, random: number): number | null {
  if (tries >= MOST_TRIES) return null
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1))
  return Math.round(most * (0.5 + random / 2))
}

/** Asks a bucket, and again what may pass. Each request is signed as it is sent. Rejects with `Refused`. */
export function openS3Client(
  bucket: S3Bucket,
  client: HttpClient,
  wait: (ms: number) => Promise<unknown>,
): S3Client {
  return async ({ body, ...request }) => {
    const bodySha256 = sha256Of(body ?? '')
    for (let tries = 1; ; tries++) {
      const { url, headers } = signRequest(bucket, { ...request, bodySha256 }, new Date())
      const sent = { method: request.method, headers, ...(body === undefined ? {} : { body }) }
      const answer = await askOnce(client, url, sent)
      if (!('failure' in answer)) return answer
      const pause = mayPass(answer.failure) ? waitBefore(tries, Math.random()) : null
      if (pause === null) throw new Refused(answer.failure)
      await wait(pause)
    }
  }
}

async function askOnce(
  client: HttpClient,
  url: string,
  sent: Parameters<HttpClient>[1],
): Promise<Answer | { failure: S3Failure }> {
  try {
    const answer = await client(url, sent)
    const { status } = answer
    const code = errorCodeIn(answer.body.subarray(0, 4096).toString('utf8'))
    if (status < 200 || status >= 300) return { failure: { status, code } }
    // What takes long is answered with 200 before it is known what comes of it.
    return code === null ? answer : { failure: { status: 500, code } }
  } catch (error) {
    if (error instanceof NoAnswer) return { failure: { error: error.code } }
    throw error
  }
}
