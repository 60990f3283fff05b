import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { CreatedPasskey, PasskeyCreation, ShownPasskey } from '@cashbacktv/contract'

const FLAGS = { present: 0x01, verified: 0x04, canSync: 0x08, isSynced: 0x10, attested: 0x40 }

/** What an honest authenticator and browser say; a test says otherwise. */
type Lies = {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  isVerified?: boolean
  isPresent?: boolean
  crossOrigin?: boolean
  counter?: number
  /** Whose it says to be, in base64url; null leaves it out. */
  userHandle?: string | null
  /** How it is attested, and by what. */
  attestation?: { format: string; statement: Map<Value, Value> }
}

/** A passkey as an authenticator keeps it. */
export type SoftPasskey = {
  id: string
  userHandle: string
  key: KeyObject
  counter: number
}

/**
 * An authenticator of one passkey after another, with the browser around it that opens pages of one
 * site: ES256, no attestation.
 */
export function softwareAuthenticator(site: { origin: string; rpId: string }) {
  const dataOf = (rpId: string, lies: Lies, counter: number, more = 0) => {
    const { isVerified = true, isPresent = true } = lies
    const flags =
      (isPresent ? FLAGS.present : 0) | (isVerified ? FLAGS.verified : 0) | FLAGS.canSync | more
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lies.counter ?? counter)
    return Buffer.concat([sha256(Buffer.from(lies.rpId ?? rpId)), Buffer.from([flags]), count])
  }
  const clientData = (type: string, challenge: string, lies: Lies) => {
    const { origin = site.origin, crossOrigin = false } = lies
    const said = { type: lies.type ?? type, challenge: lies.challenge ?? challenge }
    return Buffer.from(JSON.stringify({ ...said, origin, crossOrigin }))
  }
  return {
    create(options: PasskeyCreation, lies: Lies = {}) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const id = randomBytes(16)
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const point = (text: string) => Buffer.from(text, 'base64url')
      const cose = new Map<Value, Value>([
        ...([
          [1, 2],
          [3, -7],
          [-1, 1],
        ] as const),
        ...([
          [-2, point(x)],
          [-3, point(y)],
        ] as const),
      ])
      const length = Buffer.from([0, id.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cbor(cose)])
      const authData = Buffer.concat([dataOf(site.rpId, lies, 0, FLAGS.attested), attested])
      const { format = 'none', statement = new Map<Value, Value>() } = lies.attestation ?? {}
      const object = new Map<Value, Value>([
        ...([
          ['fmt', format],
          ['attStmt', statement],
          ['authData', authData],
        ] as const),
      ])
      const created: CreatedPasskey = {
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, lies).toString(
            'base64url',
          ),
          attestationObject: cbor(object).toString('base64url'),
          transports: ['internal'],
        },
      }
      const userHandle = options.user.id
      return { created, passkey: { id: created.id, userHandle, key: privateKey, counter: 0 } }
    },
    /** Counts on, unless a test says the count. */
    show(
      passkey: SoftPasskey,
      { challenge }: { challenge: string },
      lies: Lies = {},
    ): ShownPasskey {
      passkey.counter += 1
      const data = dataOf(site.rpId, lies, passkey.counter)
      const client = clientData('webauthn.get', challenge, lies)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), passkey.key)
      const userHandle = lies.userHandle === undefined ? passkey.userHandle : lies.userHandle
      return {
        id: passkey.id,
        rawId: passkey.id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          ...(userHandle === null ? {} : { userHandle }),
        },
      }
    },
  }
}

type Value = string | number | Uint8Array | Map<Value, Value> | readonly Value[]

/** As much of CBOR (RFC 8949) as authenticators say. */
function cbor(value: Value): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') {
    const bytes = Buffer.from(value)
    return Buffer.concat([head(3, bytes.length), bytes])
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map) {
    const entries = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])
    return Buffer.concat([head(5, value.size), ...entries])
  }
  return Buffer.concat([head(4, value.length), ...value.map(cbor)])
}

function head(kind: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(kind << 5) | length])
  if (length < 256) return Buffer.from([(kind << 5) | 24, length])
  return Buffer.from([(kind << 5) | 25, length >> 8, length & 255])
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
