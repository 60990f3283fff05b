import { useNavigation, useSubmit } from '@remix-run/react'
import { KeyRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { createApiClient } from '../../shared/api-client.ts'
import { Button } from '../../ui/button.tsx'
import {
  type Asked,
  canOfferPasskey,
  showPasskey,
  stopAskingForPasskeys,
} from './browser-passkeys.ts'
import type { PasskeyFailure } from './domain/passkey-failure.ts'
import { PasskeyFailureNotice } from './passkey-failure-notice.tsx'

/** A challenge counts for five minutes: what waits in a field is asked anew before. */
const ANEW_MS = 4 * 60_000

/** For who is not logged in: a refusal begins nothing anew. */
const api = createApiClient('/trpc', (url, init) => fetch(url, init))

export type PasskeyLoginProps = {
  /** Where passkeys count. */
  site: string
  /** What the password has opened, where the passkey is the second step. */
  step?: string
  /** Logs in with what is to be sent; left out where the action of the page does. */
  onShown?: (form: FormData) => void
}

/**
 * In a form that logs in: does so by a passkey instead, with what the form says beside, and offers
 * one in the field of the address where a browser can.
 */
export function PasskeyLogin({ site, step, onShown }: PasskeyLoginProps) {
  const { t } = useTranslation()
  const isSending = useNavigation().state !== 'idle'
  // Over a page, that is what waits for the log-in.
  const busy = isSending && onShown === undefined
  const [waits, setWaits] = useState(false)
  const [failure, setFailure] = useState<PasskeyFailure | null>(null)
  const { button, send } = useSending(setFailure, onShown)
  const [tries, setTries] = useState(0)
  useOffer(step === undefined ? site : null, send, tries)
  const ask = async () => {
    if (waits || busy) return
    setWaits(true)
    setFailure(null)
    send(await shown(site, step))
    setWaits(false)
    setTries(tries + 1)
  }
  return (
    <>
      <Button ref={button} aria-disabled={waits || busy} onClick={ask}>
        <KeyRound aria-hidden="true" />
        {t(waits ? 'passkey.waiting' : step === undefined ? 'passkey.logIn' : 'passkey.asStep')}
      </Button>
      <PasskeyFailureNotice failure={failure} site={site} />
    </>
  )
}

/** Sends what a browser has shown, with what the form says beside; the page's action logs in by it, or `onShown`. */
function useSending(
  setFailure: (failure: PasskeyFailure | null) => void,
  onShown: PasskeyLoginProps['onShown'],
) {
  const button = useRef<HTMLButtonElement>(null)
  const submit = useSubmit()
  const send = (asked: Asked) => {
    if ('failure' in asked) return setFailure(asked.failure)
    const form = new FormData(button.current?.form ?? undefined)
    for (const name of ['password', 'code']) form.delete(name)
    form.set('shown', asked.json)
    if (onShown) onShown(form)
    else submit(form, { method: 'post' })
  }
  return { button, send }
}

/** Offers passkeys in the field, until one was chosen or the page is left; `tries` begins it anew. */
function useOffer(site: string | null, send: (asked: Asked) => void, tries: number): void {
  const latest = useRef(send)
  latest.current = send
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking by the button has ended it
  useEffect(() => {
    if (site === null) return
    let isLeft = false
    const offer = async () => {
      if (!(await canOfferPasskey(site))) return
      const asked = await shown(site, undefined, true)
      // What was not chosen there is no failure: nobody was asked.
      if (!isLeft && 'json' in asked) latest.current(asked)
    }
    void offer()
    const anew = setInterval(() => void offer(), ANEW_MS)
    return () => {
      isLeft = true
      clearInterval(anew)
      stopAskingForPasskeys()
    }
  }, [site, tries])
}

async function shown(site: string, step?: string, ofField = false): Promise<Asked> {
  try {
    const options = await api.passkeys.startLogin.mutate(step === undefined ? {} : { step })
    return await showPasskey(site, options, ofField)
  } catch {
    return { failure: 'failed' }
  }
}
