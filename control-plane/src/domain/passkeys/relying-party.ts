import { type Message, messageOf } from '@cashbacktv/contract'

/** Whose passkeys are: the domain, and the one address whose pages may ask for them. */
export type RelyingParty = { id: string; origin: string }

/** By what is configured, never by what a request says. */
export type Addresses = {
  /** `PUBLIC_URL`. */
  publicUrl: string | null
  /** Where this machine alone reaches us, `http://localhost:3000`; null where others do, too. */
  localOrigin: string | null
}

export type PasskeyPlace = { party: RelyingParty } | { obstacle: Message }

/** Browsers take names alone, and only over https or on the machine itself. */
export function passkeyPlace({ publicUrl, localOrigin }: Addresses): PasskeyPlace {
  const address = publicUrl ?? localOrigin
  if (address === null) return { obstacle: messageOf('passkeys-need-address') }
  const { hostname, origin, protocol } = new URL(address)
  if (isNumeric(hostname)) return { obstacle: messageOf('passkeys-need-name', { host: hostname }) }
  if (protocol !== 'https:' && !isLocalName(hostname)) {
    return { obstacle: messageOf('passkeys-need-https', { site: origin }) }
  }
  return { party: { id: hostname, origin } }
}

/** Of a server that listens for its own machine, by the name that browsers take; null for any other. */
export function localOriginOf({ host, port }: { host: string; port: number }): string | null {
  const isOwn = host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)
  if (!isOwn || port === 0) return null
  return new URL(`http://localhost:${port}`).origin
}

function isNumeric(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname)
}

function isLocalName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}
