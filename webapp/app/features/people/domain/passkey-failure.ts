/** Why a browser did not make or show a passkey, by the words that there are for it. */
export type PasskeyFailure =
  | 'wrongSite'
  | 'insecure'
  | 'unsupported'
  | 'noAuthenticator'
  | 'cancelled'
  | 'known'
  | 'failed'

/** Where a page is: `here` is its origin, `site` the one whose passkeys are asked for. */
type Place = { site: string; here: string; isSecure: boolean; isSupported: boolean }

/** What can be told before anything is asked; null where nothing is in the way. */
export function passkeyHindrance({
  site,
  here,
  isSecure,
  isSupported,
}: Place): PasskeyFailure | null {
  if (site !== here) return 'wrongSite'
  if (!isSecure) return 'insecure'
  return isSupported ? null : 'unsupported'
}

/** By the names that WebAuthn gives errors. Null for one that another attempt has replaced. */
export function passkeyFailure(errorName: string): PasskeyFailure | null {
  switch (errorName) {
    case 'AbortError':
      return null
    case 'NotAllowedError':
      return 'cancelled'
    case 'InvalidStateError':
      return 'known'
    case 'ConstraintError':
    case 'NotSupportedError':
      return 'noAuthenticator'
    case 'SecurityError':
      return 'wrongSite'
    default:
      return 'failed'
  }
}
