import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'

/** What authenticator apps list it under. */
const ISSUER = 'CashbackTV Transcoder'
/** What every authenticator app takes (RFC 6238): other choices are ignored by many of them. */
const FORM = { issuer: ISSUER, algorithm: 'SHA1', digits: 6, period: 30 } as const
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20
/** How far the clock of a phone may be off: one step of 30 s either way. */
const WINDOW = 1

/** A new secret in base32, as it is typed into an app. */
export function createTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** How an app is told of the secret: the address, and the same as a picture (SVG) for its camera. */
export function setUpOf(secret: string, email: string): { uri: string; qr: string } {
  const uri = totpOf(secret, email).toString()
  return { uri, qr: renderSVG(uri, { ecc: 'M', border: 4 }) }
}

/** The number of the 30 seconds that a code belongs to, null for a wrong one. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime()
  const totp = totpOf(secret)
  const delta = totp.validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ ...FORM, label, secret: Secret.fromBase32(secret) })
}
