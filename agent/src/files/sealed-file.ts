import { SealedFile } from '@cashbacktv/contract'
import { type SecretKey, seal, sealedWith, unseal } from '@cashbacktv/contract/seal'
import type { z } from 'zod'
import type { HostKeys } from './host-keys.ts'
import { type JsonRead, parseJson, readJson, writeJson } from './json-file.ts'

/** Seals a value with the first key, for its owner alone; `place` keeps one file from being put in for another. */
export function writeSealed(path: string, place: string, value: unknown, [key]: HostKeys): void {
  writeJson(path, { sealed: seal(key, place, JSON.stringify(value)) }, 0o600)
}

/** What `writeSealed` has written, or a plain file of an earlier release: `isPlain` says so. */
export function readSealed<S extends z.ZodType>(
  path: string,
  place: string,
  schema: S,
  keys: HostKeys,
): { read: JsonRead<z.output<S>>; isPlain: boolean } {
  const sealed = readJson(path, SealedFile)
  if (sealed.kind === 'missing') return { read: sealed, isPlain: false }
  if (sealed.kind === 'damaged') {
    const plain = readJson(path, schema)
    return { read: plain, isPlain: plain.kind === 'ok' }
  }
  return { read: opened(sealed.value.sealed, place, schema, keys), isPlain: false }
}

function opened<S extends z.ZodType>(
  text: string,
  place: string,
  schema: S,
  keys: readonly SecretKey[],
): JsonRead<z.output<S>> {
  const key = keys.find(({ id }) => id === sealedWith(text))
  if (key === undefined) return { kind: 'damaged', why: 'sealed with another key' }
  try {
    return parseJson(unseal(key, place, text), schema)
  } catch {
    return { kind: 'damaged', why: 'not what was sealed' }
  }
}
