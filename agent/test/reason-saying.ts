import type { FailureClass, Reason } from '@cashbacktv/contract'

/** A reason with a code and words of a test's own, as a newer or older part may send it. */
export function reasonSaying(kind: FailureClass, code: string, message: string): Reason {
  return { class: kind, code, message }
}
