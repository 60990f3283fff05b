import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Seal, Sealed, SealUse } from '../domain/playback/seal.ts'

/** What a player was listed of the past it plays for hours. No address is of use for more than twice as long. */
const PERIOD_MS = 12 * 3_600_000
/** Behind the period of what recordings have written. */
const RECORDED = 'r'
const CIPHER = 'aes-256-gcm'
const [NONCE_BYTES, TAG_BYTES] = [12, 16]
/** How the path of a segment ends before its number. */
const STEM = /[/-]$/
/**
 * Earlier releases gave out stems that lead to all numbers. Players whose origin is replaced while they play have
 * theirs until they ask for the manifest again, which they never do for what is over.
 */
const TAKEN_OVER_MS = 60_000
const OF_PAST = 'dvr/'
const SEALED = /^([\w-]{40,400})\.(ts|aac|vtt|(?:mp4|m4a))$/

export function sealOf(key: string, now: number, use: SealUse): Seal {
  const keys = keysOf(key)
  const period = `${Math.floor(now / PERIOD_MS)}${use === 'recordings' ? RECORDED : ''}`
  return {
    id: `${keys.id}-${period}${use === 'encrypted' ? '-encrypted' : ''}`,
    encrypts: use === 'encrypted',
    write(path, encryption) {
      const rest = encryption === null ? '' : ` ${encryption.keyNumber} ${encryption.mediaSequence}`
      return `${sealed(keys, `${period} ${path}${rest}`)}${path.slice(path.lastIndexOf('.'))}`
    },
    writeStem: (stem, { first, last }) => sealed(keys, `${period} ${stem} ${first} ${last}`),
  }
}

function sealed(keys: Keys, plain: string): string {
  // Made of what it encrypts: one text is always the same address, and no two texts share a nonce.
  const nonce = createHmac('sha256', keys.nonces).update(plain).digest().subarray(0, NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keys.paths, nonce)
  const parts = [nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat(parts).toString('base64url')
}

/** What was sealed; null for what this key never sealed, or too long ago. */
export function openSealed(key: string, name: string, now: number): Sealed | null {
  const [, text = '', extension = ''] = SEALED.exec(name) ?? []
  const { parts = [], isRecorded = false } = open(key, text, now) ?? {}
  const [path = '', keyNumber, mediaSequence] = parts
  if (path === '' || !path.endsWith(`.${extension}`)) return null
  const numbers = { keyNumber: Number(keyNumber), mediaSequence: Number(mediaSequence) }
  return { path, cipher: keyNumber === undefined ? null : numbers, isRecorded, isCounted: false }
}

/** Of an address that is a sealed stem and the segment's own name. */
type StemAsked = {
  text: string
  name: string
  now: number
  /** How long this origin is up. */
  upMs: number
}

/** Where such a segment is; null as above, and for a number that the stem does not lead to. */
export function openStem(key: string, { text, name, now, upMs }: StemAsked): Sealed | null {
  const { parts = [], isRecorded = false } = open(key, text, now) ?? {}
  const [stem = '', first, last] = parts
  if (!STEM.test(stem)) return null
  const number = Number.parseInt(name, 10)
  const isTakenOver = stem.startsWith(OF_PAST) || upMs < TAKEN_OVER_MS
  const isOpened =
    first === undefined ? isTakenOver : number >= Number(first) && number <= Number(last)
  return isOpened ? { path: `${stem}${name}`, cipher: null, isRecorded, isCounted: true } : null
}

type Opened = { parts: string[]; isRecorded: boolean }

function open(key: string, text: string, now: number): Opened | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null
  const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES)
  const opened = createDecipheriv(CIPHER, keysOf(key).paths, bytes.subarray(0, NONCE_BYTES))
  opened.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const plain = Buffer.concat([opened.update(body), opened.final()]).toString('utf8')
    const [period = '', ...parts] = plain.split(' ')
    const age = Math.floor(now / PERIOD_MS) - Number.parseInt(period, 10)
    // Clocks that were set back are no reason to refuse.
    return age > 1 ? null : { parts, isRecorded: period.endsWith(RECORDED) }
  } catch {
    return null
  }
}

type Keys = { paths: Buffer; nonces: Buffer; id: string }
const known = new LRUCache<string, Keys>({ max: 500 })

function keysOf(key: string): Keys {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, '', use, 32))
  const keys = known.get(key) ?? {
    paths: derive('paths'),
    nonces: derive('nonces'),
    id: derive('name').toString('hex').slice(0, 8),
  }
  known.set(key, keys)
  return keys
}
