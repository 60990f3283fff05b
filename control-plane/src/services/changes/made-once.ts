import { isUniqueViolation } from '@cashbacktv/db'

/**
 * Creates what comes with an id of its own. The same request may come twice at once, as of a client that
 * did not wait for the answer: the second waits until the first has made it, and then finds it.
 */
export async function madeOnce<T>(create: () => Promise<T>): Promise<T> {
  try {
    return await create()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return create()
  }
}
