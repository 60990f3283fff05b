import type { Sha256 } from '@cashbacktv/contract'
import type { sendHttp } from './send-http.ts'
import type { sendMail } from './send-mail.ts'

/** A picture as it is kept: our own PNG, without metadata. */
export type Picture = { content: Buffer; width: number; height: number; sha256: Sha256 }

/** What takes sockets, a resolver or native code: the API asks for it here, and the program says how. */
export type Outside = {
  /** Every address of a host name; none when it does not resolve in time. */
  resolveName(hostname: string): Promise<string[]>
  /**
   * A picture that somebody sent, as it is kept.
   * @throws DomainError `validation_failed` or `unsupported_media_type`, with the field `file`
   */
  takePicture(bytes: Uint8Array): Promise<Picture>
  /** Whether bytes are a picture as `takePicture` leaves it, of this size. */
  isOurPicture(bytes: Uint8Array, size: { width: number; height: number }): Promise<boolean>
  sendHttp: typeof sendHttp
  sendMail: typeof sendMail
}
