/**
 * Whether a count of use may follow the one before. One that does not grow says that there is a copy
 * of the passkey, unless its authenticator does not count at all (WebAuthn, 6.1.1).
 */
export function counterGoesOn(stored: number, shown: number): boolean {
  return shown > stored || (shown === 0 && stored === 0)
}
