/**
 * Addresses of segments that nobody can make up. The address is what it leads to, encrypted: the same
 * for every viewer, so that caches serve it, and good for the period it was written in and the next.
 */
export type Seal = {
  /** Another text when the addresses are others. */
  id: string
  /** `path` is below the folder of the channel at the origin. */
  write(path: string): string
}
