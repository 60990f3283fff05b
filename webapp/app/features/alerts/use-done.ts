import { useLocation, useSearchParams } from '@remix-run/react'

/**
 * What the address says was done, until a form of the page was answered otherwise; `at` is another
 * text each time that it was done.
 */
export function useDone(answer: unknown): { what: string; at: string } | null {
  const { key } = useLocation()
  const what = useSearchParams()[0].get('done')
  return what === null || answer ? null : { what, at: key }
}
