/** A hash of argon2id, version 1.3, with what it was made by: kibibytes, passes, lanes. */
export type Argon2Hash = { m: number; t: number; p: number; salt: Uint8Array; hash: Uint8Array }

const FORM = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([\w+/-]+)\$([\w+/-]+)$/

/** The text that argon2 programs exchange (PHC string format). */
export function formatArgon2({ m, t, p, salt, hash }: Argon2Hash): string {
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${toText(salt)}$${toText(hash)}`
}

/** Null for what is no such text. */
export function readArgon2(text: string): Argon2Hash | null {
  const [, m, t, p, salt = '', hash = ''] = FORM.exec(text) ?? []
  if (m === undefined) return null
  return {
    m: Number(m),
    t: Number(t),
    p: Number(p),
    salt: fromText(salt),
    hash: fromText(hash),
  }
}

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '')
}

function fromText(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
