/** How many bytes of bodies may be held at the same time, by all and by each who sends them. */
export type BodyBudget = {
  /** False, and nothing taken, when so many more would be too many. */
  take(bytes: number, of?: string): boolean
  give(bytes: number, of?: string): void
  /** For a body that is coming in; `end` gives back at once what it holds. */
  enter(of: string | undefined, end: () => void): Place
}

/** Of a body among those that are coming in. */
export type Place = { leave(): void }

/**
 * `mostOfOne`: of the same network of senders, so that one that sends without end leaves the rest to others. Where
 * several networks have taken all of it nevertheless, whoever holds less than the one that holds most has one of that
 * one's ended, the oldest that is still coming in: what is sent in earnest is there within a moment.
 */
export function createBodyBudget(mostBytes: number, mostOfOne: number = mostBytes): BodyBudget {
  let held = 0
  const ofEach = new Map<string, number>()
  /** The oldest first. */
  const coming = new Set<{ of: string; end(): void }>()
  const isShared = mostOfOne < mostBytes
  const heldBy = (of: string) => ofEach.get(of) ?? 0
  const count = (bytes: number, of: string) => {
    const now = heldBy(of) + bytes
    held += bytes
    if (now > 0) ofEach.set(of, now)
    else ofEach.delete(of)
  }

  function oldestOfLargest(more: number) {
    let largest: { of: string; end(): void } | null = null
    for (const one of coming) {
      const bytes = heldBy(one.of)
      if (bytes > (largest === null ? more : heldBy(largest.of))) largest = one
    }
    return largest
  }

  function makeRoom(bytes: number, of: string): boolean {
    while (held + bytes > mostBytes) {
      const largest = isShared ? oldestOfLargest(heldBy(of) + bytes) : null
      if (largest === null) return false
      coming.delete(largest)
      largest.end()
    }
    return true
  }

  return {
    take(bytes, of = '') {
      if (heldBy(of) + bytes > mostOfOne || !makeRoom(bytes, of)) return false
      count(bytes, of)
      return true
    },
    give: (bytes, of = '') => count(-bytes, of),
    enter(of = '', end) {
      const one = { of, end }
      coming.add(one)
      return { leave: () => void coming.delete(one) }
    },
  }
}
