import type {
  PasskeyCreation,
  PasskeyRequest,
  PasskeyTransport,
  UserId,
} from '@cashbacktv/contract'
import type { RelyingParty } from './relying-party.ts'

/** So long a challenge counts: to find the key, touch it and type its PIN. Seconds. */
export const CEREMONY_SECONDS = 300
/** As COSE numbers them: EdDSA, ES256 and RS256, which together every authenticator has one of. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257]
/** What passkeys are listed under. */
const NAME = 'CashbackTV Transcoder'

type Known = { credentialId: string; transports: PasskeyTransport[] }
type Ceremony = { party: RelyingParty; challenge: string; known: readonly Known[] }
type Person = { id: UserId; email: string }

/** What is asked of a browser to make a passkey that can be found without an address typed, and that asks who it is. */
export function creationOf(ceremony: Ceremony, person: Person): PasskeyCreation {
  const { party, challenge, known } = ceremony
  return {
    challenge,
    rp: { id: party.id, name: NAME },
    user: { id: handleOf(person.id), name: person.email, displayName: person.email },
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: CEREMONY_SECONDS * 1000,
    attestation: 'none',
    excludeCredentials: known.map(descriptorOf),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
  }
}

/** What is asked of a browser to show one of the known passkeys, or any of this site where none is known. */
export function requestOf({ party, challenge, known }: Ceremony): PasskeyRequest {
  return {
    challenge,
    rpId: party.id,
    timeout: CEREMONY_SECONDS * 1000,
    userVerification: 'required',
    allowCredentials: known.map(descriptorOf),
  }
}

/** How an authenticator calls the person: nothing that tells who it is. */
export function handleOf(id: UserId): string {
  return Buffer.from(id).toString('base64url')
}

function descriptorOf({ credentialId, transports }: Known) {
  return { id: credentialId, type: 'public-key' as const, transports }
}
