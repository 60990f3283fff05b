import { BackupPicture, type BackupPictureHead } from '@cashbacktv/contract'
import type { Steps } from '../steps.ts'
import {
  BACKUP_BOUNDS,
  headOf,
  noJson,
  PICTURE,
  refuseUnstorable,
  tooMuch,
} from './backup-parts.ts'
import { refusalOf } from './backup-problems.ts'
import { TEXT_STEP } from './json-shape.ts'
import { splitObject, textOf } from './split-json.ts'

/** A picture of a file, and its base64 in pieces. */
type PictureText = { head: BackupPictureHead; pieces: readonly string[] }

/**
 * Reads a picture of a file, its content piece by piece, as that alone is large.
 *
 * @throws DomainError `validation_failed`, with paths in the file; `bad_request` for what is no JSON
 */
export function* readPicture(bytes: Uint8Array, index: number): Steps<PictureText> {
  const place = `pictures.${index}`
  const split = yield* splitObject(bytes, { ...BACKUP_BOUNDS, lists: new Map(), field: PICTURE })
  // What is no picture at all is left to its schema.
  if (split.kind === 'other') return checked(null, null, place)
  if (split.kind !== 'object') throw split.kind === 'broken' ? noJson() : tooMuch()
  const { fields } = split
  const content = fields.get('content')
  fields.delete('content')
  if ([...fields.values()].some(({ from, to }) => to - from > TEXT_STEP)) throw tooMuch()
  const said = yield* headOf({ ...split, bytes })
  refuseUnstorable(said, place)
  const pieces = content ? yield* textOf(bytes, content) : null
  for (const piece of pieces ?? []) {
    refuseUnstorable({ content: piece }, place)
    yield
  }
  return checked(said, pieces, place)
}

/** Of a content the first piece says whether there is any. */
function checked(said: object | null, pieces: string[] | null, place: string): PictureText {
  const parsed = BackupPicture.safeParse(said && { ...said, content: pieces?.[0] })
  if (!parsed.success) throw refusalOf(parsed.error, place)
  const { content: _first, ...head } = parsed.data
  return { head, pieces: pieces ?? [] }
}
