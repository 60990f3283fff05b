import { type Message, messageOf } from './messages/catalogue.ts'
import type { ErrorCode } from './operator/error-body.ts'
import type { BodyLimits, BodyRefusal } from './take-body.ts'

/** What the sender of a body that is not taken is told. */
export function describeRefusal(
  { kind }: BodyRefusal,
  { mostBytes }: Pick<BodyLimits, 'mostBytes'>,
): { code: ErrorCode; said: Message; retryAfterSeconds?: number } {
  switch (kind) {
    case 'too-large': {
      const said = messageOf('body-too-large', { kilobytes: mostBytes / 1024 })
      return { code: 'payload_too_large', said }
    }
    case 'busy':
      return { code: 'unavailable', said: messageOf('body-busy'), retryAfterSeconds: 3 }
    case 'late':
      return { code: 'request_timeout', said: messageOf('body-late') }
    case 'broken':
      return { code: 'bad_request', said: messageOf('body-broken') }
    case 'too-much':
      return { code: 'validation_failed', said: messageOf('body-too-much') }
    case 'no-form':
      return { code: 'unsupported_media_type', said: messageOf('body-no-form') }
    case 'packed':
      return { code: 'unsupported_media_type', said: messageOf('body-packed') }
  }
}
