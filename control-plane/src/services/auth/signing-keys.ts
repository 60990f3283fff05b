/** Text of `JWT_SECRET` or of the database, as bytes. */
export type SigningKey = Uint8Array

/** What signs from now on, and what is still believed. */
export type KeyRing = {
  current: SigningKey
  /** The one before; `until` is when it counts for nothing any more, null as long as it is given. */
  former: { key: SigningKey; until: Date | null } | null
}

/** The keys of this process; whoever signs or verifies asks with each token, as they may change. */
export type SigningKeys = {
  set(ring: KeyRing): void
  current(): SigningKey
  /** Those that a signature may be of, the current one first. */
  believed(now: Date): SigningKey[]
  /** When the former key counts for nothing any more; null when there is none, or no end. */
  formerUntil(now: Date): Date | null
}

/** Nothing is signed or verified before the database is open: until then the front lets nobody in. */
export function createSigningKeys(known: KeyRing | null = null): SigningKeys {
  let ring = known
  function former(now: Date) {
    const known = ring?.former ?? null
    const isOver = known !== null && known.until !== null && known.until <= now
    return isOver ? null : known
  }
  function current() {
    if (ring === null) throw new Error('The signing key has not been read yet.')
    return ring.current
  }
  return {
    set(next) {
      ring = next
    },
    current,
    believed(now) {
      const known = former(now)
      return known === null ? [current()] : [current(), known.key]
    },
    formerUntil: (now) => former(now)?.until ?? null,
  }
}
