import { type Message, messageOf } from '../messages/catalogue.ts'

/** Why a request of S3 came to nothing: it was answered so, or the connection failed with a code of the system's. */
export type S3Failure = { status: number; code: string | null } | { error: string }

/** The code in the body of an answer, such as `NoSuchBucket`; null where it has none. */
export function errorCodeIn(body: string): string | null {
  return /<Error>[\s\S]*?<Code>([A-Za-z0-9.]{1,64})<\/Code>/.exec(body)?.[1] ?? null
}

/** Names of errors of S3 that say the same to whoever set it up. */
const WRONG_KEY = ['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidSecurity']
const OTHER_REGION = [
  ...['AuthorizationHeaderMalformed', 'PermanentRedirect', 'TemporaryRedirect'],
  ...['IllegalLocationConstraintException', 'InvalidRegion'],
]

/** The same in words. */
export function s3Problem(failure: S3Failure): Message {
  return 'error' in failure ? connectionProblem(failure.error) : answerProblem(failure)
}

function answerProblem({ status, code }: { status: number; code: string | null }): Message {
  if (code !== null && WRONG_KEY.includes(code)) return messageOf('bucket-wrong-key')
  if (code === 'RequestTimeTooSkewed') return messageOf('bucket-clock')
  if (code === 'NoSuchBucket') return messageOf('bucket-missing')
  if ((code !== null && OTHER_REGION.includes(code)) || (status >= 300 && status < 400)) {
    return messageOf('bucket-region')
  }
  if (status === 403) return messageOf('bucket-denied')
  if (status === 404) return messageOf('bucket-missing')
  if (status === 412) return messageOf('bucket-taken')
  if (isBusy(status)) return messageOf('bucket-busy', { answer: answerOf(status, code) })
  return messageOf('bucket-answer', { answer: answerOf(status, code) })
}

const answerOf = (status: number, code: string | null) =>
  code === null ? String(status) : `${status} ${code}`

function connectionProblem(error: string): Message {
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME|EPROTO|ERR_SSL/.test(error)) {
    return messageOf('bucket-certificate', { error })
  }
  if (/^(EACCES|EPERM)$/.test(error)) return messageOf('bucket-network')
  if (/^(ENOTFOUND|EAI_\w+)$/.test(error)) return messageOf('bucket-no-address')
  return messageOf('bucket-unreachable', { error })
}

/** Whether the same request may succeed a moment later. */
export function mayPass(failure: S3Failure): boolean {
  if ('error' in failure) {
    return /^(ECONN\w+|EPIPE|ETIMEDOUT|EAI_AGAIN|E(HOST|NET)(UNREACH|DOWN))$/.test(failure.error)
  }
  const { status, code } = failure
  return isBusy(status) || code === 'RequestTimeout' || code === 'SlowDown'
}

function isBusy(status: number): boolean {
  return status >= 500 ? status !== 501 : [408, 425, 429].includes(status)
}
