/** The id of what a form creates, and the answer after which it was taken. */
export type RequestId = { id: string; saved: unknown }

/**
 * Another id once the form has been saved. The answer of a save comes before what is loaded after it, so
 * that at first the id that is offered is the one that was just spent: it is kept until another one comes.
 */
export function nextRequestId(kept: RequestId, offered: string, saved: unknown): RequestId {
  const isSpent = Boolean(saved) && kept.saved !== saved
  return isSpent && offered !== kept.id ? { id: offered, saved } : kept
}
