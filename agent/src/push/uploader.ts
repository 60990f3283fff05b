import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { UploadPlace } from '@cashbacktv/contract/upload-place'
import {
  authorize,
  type Challenge,
  credentialsOf,
  readChallenge,
} from '../domain/hls-push/authorization.ts'
import { typeOfFile } from '../domain/hls-push/pushed-playlist.ts'
import { type UploadFailure, waitAfter } from '../domain/hls-push/upload-failure.ts'
import { type Answer, type HttpClient, NoAnswer, type Sent } from './http-client.ts'

/** A file was not taken, also when it was tried again. */
export class NotTaken extends Error {
  readonly failure: UploadFailure
  constructor(failure: UploadFailure) {
    super('A file was not taken')
    this.failure = failure
  }
}

export type Uploader = {
  /** Rejects with `NotTaken`. */
  upload(name: string, body: Buffer): Promise<void>
  /** Whether files can be deleted there. Never rejects: a file that stays is no reason to end. */
  remove(name: string): Promise<boolean>
}

/** How often one file is sent again with an answer to who we are: a nonce may be stale at once. */
const MOST_CHALLENGES = 2

/** Uploads to one place. Who we are is said as soon as it is asked for, in the way that is asked for. */
export function openUploader(
  place: UploadPlace,
  method: 'put' | 'post',
  client: HttpClient,
): Uploader {
  const credentials = credentialsOf(place.user)
  let challenge: Challenge | null = null
  let count = 0

  async function ask(name: string, sent: Sent): Promise<Answer> {
    const address = place.addressOf(name)
    for (let asked = 0; ; asked++) {
      const answer = await client(address, { ...sent, headers: headersFor(address, sent) })
      const offered =
        answer.status === 401 ? readChallenge(answer.headers['www-authenticate']) : null
      // Asked once more for what was just said: it is wrong.
      const isNew = challenge === null || offered?.kind === 'digest'
      if (!credentials || !offered || !isNew || asked === MOST_CHALLENGES) return answer
      challenge = offered
      count = 0
    }
  }

  function headersFor(address: string, { method: own, headers = {} }: Sent) {
    if (!credentials || !challenge) return headers
    const { pathname, search } = new URL(address)
    count += 1
    const cnonce = randomBytes(8).toString('hex')
    const asked = { method: own, path: `${pathname}${search}`, count, cnonce }
    return { ...headers, authorization: authorize(challenge, credentials, asked) }
  }

  async function tryOnce(name: string, body: Buffer): Promise<UploadFailure | null> {
    const headers = { 'content-type': typeOfFile(name) }
    try {
      const { status } = await ask(name, { method: method.toUpperCase(), headers, body })
      return status >= 200 && status < 300 ? null : { status }
    } catch (error) {
      if (error instanceof NoAnswer) return error.failure
      throw error
    }
  }

  return {
    async upload(name, body) {
      for (let tries = 1; ; tries++) {
        const failure = await tryOnce(name, body)
        if (failure === null) return
        const pause = waitAfter(failure, tries)
        if (pause === null) throw new NotTaken(failure)
        await wait(pause)
      }
    },
    async remove(name) {
      try {
        const { status } = await ask(name, { method: 'DELETE' })
        return status < 400 || status === 404 || status === 410
      } catch {
        return true
      }
    },
  }
}
