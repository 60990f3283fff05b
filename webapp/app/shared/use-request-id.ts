import { useState } from 'react'

/**
 * The id of what a form creates: offered by the server, the same however often the form is sent, so
 * that what arrives twice is made once. Another one once the form has been saved.
 */
export function useRequestId(offered: string, saved: unknown = null): string {
  const [kept, setKept] = useState({ offered, saved })
  if (kept.saved === saved || !saved) return kept.offered
  setKept({ offered, saved })
  return offered
}
