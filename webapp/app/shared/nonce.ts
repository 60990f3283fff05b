import { createContext, useContext } from 'react'

/** The nonce of the response being rendered; in the browser it is not needed and empty. */
export const NonceContext = createContext('')

/** Props for scripts: browsers hide the attribute after loading, so it is left out there. */
export function useNonce(): { nonce?: string } {
  const nonce = useContext(NonceContext)
  return nonce ? { nonce } : {}
}
