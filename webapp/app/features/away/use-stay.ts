import { useLocation, useNavigate } from '@remix-run/react'

/** Gives up what the router is about, the sending of a form too, and stays on the page as it is. */
export function useStay(): () => void {
  const navigate = useNavigate()
  const here = useLocation()
  // The router gives up what it was about when it is sent somewhere else: here.
  return () => navigate(here, { replace: true, preventScrollReset: true, state: here.state })
}
