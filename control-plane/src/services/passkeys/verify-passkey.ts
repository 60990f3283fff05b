import type { CreatedPasskey, ShownPasskey } from '@cashbacktv/contract'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject, decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import { PASSKEY_ALGORITHMS } from '../../domain/passkeys/ceremony-options.ts'
import type { RelyingParty } from '../../domain/passkeys/relying-party.ts'

/** What was asked for: by whom, and whether a challenge is the one that this attempt was given. */
export type Asked = { party: RelyingParty; isOurs(challenge: string): Promise<boolean> }

/** What is kept of a new passkey. Bytes in base64url. */
export type NewPasskey = {
  credentialId: string
  publicKey: string
  counter: number
  isSynced: boolean
}

/** What a passkey that was shown says, once its signature was right. */
export type Shown = { counter: number; isSynced: boolean }

export type Verified<T> = { is: T } | { refused: string }

/**
 * The one door to the verifying of WebAuthn. Which authenticator it is does not matter to us, so
 * nothing is asked to attest it.
 */
export async function verifyCreated(
  { party, isOurs }: Asked,
  created: CreatedPasskey,
): Promise<Verified<NewPasskey>> {
  try {
    refuseFrames(created.response.clientDataJSON)
    refuseCertificates(created.response.attestationObject)
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...created, clientExtensionResults: {} },
      expectedChallenge: isOurs,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    })
    if (!verified) return { refused: 'the attestation is wrong' }
    const { credential, credentialDeviceType } = registrationInfo
    return {
      is: {
        credentialId: credential.id,
        counter: credential.counter,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        isSynced: credentialDeviceType === 'multiDevice',
      },
    }
  } catch (error) {
    return { refused: reasonOf(error) }
  }
}

/** The same of one that is shown. Its count is answered, not judged. */
export async function verifyShown(
  { party, isOurs }: Asked,
  shown: ShownPasskey,
  publicKey: string,
): Promise<Verified<Shown>> {
  const { userHandle, ...response } = shown.response
  try {
    refuseFrames(shown.response.clientDataJSON)
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...shown, response, clientExtensionResults: {} },
      expectedChallenge: isOurs,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: shown.id,
        counter: 0,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      },
    })
    if (!verified) return { refused: 'the signature is wrong' }
    const { newCounter: counter, credentialDeviceType } = authenticationInfo
    return { is: { counter, isSynced: credentialDeviceType === 'multiDevice' } }
  } catch (error) {
    return { refused: reasonOf(error) }
  }
}

/** Our pages are in nobody's frame, whichever browser says so. */
function refuseFrames(clientDataJSON: string): void {
  if (decodeClientDataJSON(clientDataJSON).crossOrigin) throw new Error('it was in a frame')
}

/** Nobody was asked for certificates; to look through them, addresses would be fetched that they name. */
function refuseCertificates(attestationObject: string): void {
  const bytes = new Uint8Array(Buffer.from(attestationObject, 'base64url'))
  const attestation = decodeAttestationObject(bytes)
  const format = attestation.get('fmt')
  const isOwn = format === 'packed' && attestation.get('attStmt').get('x5c') === undefined
  if (format !== 'none' && !isOwn) throw new Error(`it is attested as ${format}`)
}

/** For the log alone: it quotes what a stranger has sent. */
function reasonOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).slice(0, 200)
}
