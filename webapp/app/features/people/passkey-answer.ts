import type { PasskeyCreation } from '@cashbacktv/contract'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'

/** What a person can do to passkeys, as forms say it. */
export type PasskeyIntent = 'beginPasskey' | 'addPasskey' | 'renamePasskey' | 'removePasskey'

/** What came of it: of which passkey, null for a new one. */
export type PasskeyAnswer = {
  intent: PasskeyIntent
  id: string | null
  /** As the new one is to be called. */
  name: string
  problem?: ApiProblem
  /** What the browser is to make a passkey by. */
  creation?: PasskeyCreation
}

const INTENTS: readonly PasskeyIntent[] = [
  ...(['beginPasskey', 'addPasskey', 'renamePasskey', 'removePasskey'] as const),
]

export function passkeyIntent(said: FormDataEntryValue | null): PasskeyIntent | undefined {
  return INTENTS.find((known) => known === said)
}
