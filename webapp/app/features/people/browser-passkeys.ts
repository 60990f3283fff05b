import type { PasskeyCreation, PasskeyRequest } from '@cashbacktv/contract'
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'
import { type PasskeyFailure, passkeyFailure, passkeyHindrance } from './domain/passkey-failure.ts'

/** What came of asking a browser: what is to be sent, as JSON, or why there is nothing. */
export type Asked = { json: string } | { failure: PasskeyFailure | null }

/** The one door to WebAuthn in browsers. A new attempt ends the one before. */
export async function createPasskey(site: string, options: PasskeyCreation): Promise<Asked> {
  return ask(site, () => startRegistration({ optionsJSON: options }))
}

/** @param ofField it is offered with what the browser fills the field of the address with, and waits there */
export async function showPasskey(
  site: string,
  options: PasskeyRequest,
  ofField = false,
): Promise<Asked> {
  return ask(site, () => startAuthentication({ optionsJSON: options, useBrowserAutofill: ofField }))
}

/** Whether a passkey can be offered in a field of this page. */
export async function canOfferPasskey(site: string): Promise<boolean> {
  return hindrance(site) === null && (await browserSupportsWebAuthnAutofill())
}

export function stopAskingForPasskeys(): void {
  WebAuthnAbortService.cancelCeremony()
}

async function ask(site: string, start: () => Promise<object>): Promise<Asked> {
  const failure = hindrance(site)
  if (failure) return { failure }
  try {
    return { json: JSON.stringify(await start()) }
  } catch (error) {
    return { failure: passkeyFailure(nameOf(error)) }
  }
}

function hindrance(site: string): PasskeyFailure | null {
  const { origin: here } = window.location
  const isSupported = browserSupportsWebAuthn()
  return passkeyHindrance({ site, here, isSecure: window.isSecureContext, isSupported })
}

/** Errors that the package explains have the browser's own as their cause, and its name. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}
