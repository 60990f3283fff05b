import { useState } from 'react'
import { nextRequestId } from './domain/request-id.ts'

/**
 * The id of what a form creates: offered by the server, the same however often the form is sent, so
 * that what arrives twice is made once. Another one once the form has been saved.
 */
export function useRequestId(offered: string, saved: unknown = null): string {
  const [kept, setKept] = useState({ id: offered, saved })
  const next = nextRequestId(kept, offered, saved)
  if (next !== kept) setKept(next)
  return next.id
}
