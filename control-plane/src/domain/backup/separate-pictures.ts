import { keysOf, MOST_OF_BACKUP, messageOf } from '@cashbacktv/contract'
import { fieldError } from '../errors.ts'
import { noJson, tooMuch } from './backup-parts.ts'
import { JSON_BYTES } from './json-shape.ts'
import { parsePart } from './split-json.ts'

const { QUOTE, BACKSLASH, COMMA, COLON, LIST, END_OF_LIST, OBJECT, END_OF_OBJECT } = JSON_BYTES
const { TAB, LINE_FEED, RETURN, SPACE } = JSON_BYTES
const SPACES: readonly number[] = [TAB, LINE_FEED, RETURN, SPACE]

/** The longest name of a field, with each letter of it escaped and its quotes. */
const LONGEST_NAME = 6 * Math.max(...keysOf(MOST_OF_BACKUP).map(({ length }) => length)) + 2

/** How many bytes are held of it at the same time. */
type SeparationBounds = { picture: number; rest: number }

type Separation = {
  /**
   * Takes the next bytes of a file, and gives each picture that has ended in them, as the JSON that it is.
   * @throws DomainError `validation_failed` for what is longer, or has more pictures, than it may;
   *   `bad_request` for what is no JSON
   */
  push(bytes: Uint8Array): Generator<Uint8Array, void, void>
  /** The file without its pictures, once all of it was pushed. */
  rest(): Uint8Array
}

/** What a byte is to the list of pictures: where it begins, where one goes over into the next, where it ends. */
type Edge = 'none' | 'begin' | 'next' | 'end'

/**
 * Takes the pictures out of a file of a backup while it comes, so that no more of them is held than one:
 * all of them may be gigabytes. Everything else is small, and judged when it is whole; what is no JSON is
 * so in the rest or in a picture too.
 */
export function separatePictures(bounds: SeparationBounds): Separation {
  const rest = growing(bounds.rest)
  let picture = growing(bounds.picture)
  const names = readNames()
  let [depth, pictures] = [0, 0]
  let [isWithin, wasWithin] = [false, false]
  let [isText, isEscaped] = [false, false]

  /** Whether another may follow. */
  function takePicture(mayBeNone: boolean): Uint8Array[] {
    const taken = picture.bytes()
    picture = growing(bounds.picture)
    if (taken.every((byte) => SPACES.includes(byte))) {
      if (mayBeNone && pictures === 0) return []
      throw noJson()
    }
    pictures += 1
    const { pictures: most } = MOST_OF_BACKUP
    if (pictures > most) throw fieldError('pictures', messageOf('backup-too-many', { most }))
    return [taken]
  }

  /** What a byte outside of texts opens or closes; true where it begins or ends the list of pictures. */
  function nest(byte: number): boolean {
    if (byte === LIST || byte === OBJECT) {
      depth += 1
      if (byte === OBJECT || depth !== 2 || !names.isValueOf('pictures')) return false
      if (wasWithin) throw fieldError('pictures', messageOf('backup-twice', { key: 'pictures' }))
      return true
    }
    if (byte !== END_OF_LIST && byte !== END_OF_OBJECT) return false
    depth -= 1
    return isWithin && depth === 1
  }

  function passText(byte: number): void {
    if (isEscaped) isEscaped = false
    else if (byte === BACKSLASH) isEscaped = true
    else if (byte === QUOTE) isText = false
  }

  function edgeAt(byte: number): Edge {
    if (depth === 1) names.look(byte, isText)
    if (isText) {
      passText(byte)
      return 'none'
    }
    if (byte === QUOTE) isText = true
    if (nest(byte)) return isWithin ? 'end' : 'begin'
    return isWithin && depth === 2 && byte === COMMA ? 'next' : 'none'
  }

  return {
    *push(bytes) {
      let from = 0
      const flush = (to: number) => (isWithin ? picture : rest).add(bytes.subarray(from, to))
      for (let at = 0; at < bytes.length; at++) {
        const edge = edgeAt(bytes[at] ?? 0)
        if (edge === 'none') continue
        flush(edge === 'begin' ? at + 1 : at)
        from = edge === 'end' ? at : at + 1
        isWithin = edge !== 'end'
        if (edge === 'begin') wasWithin = true
        else yield* takePicture(edge === 'end')
      }
      flush(bytes.length)
    },
    rest: () => rest.bytes(),
  }
}

/** Follows the names of the fields of the outermost object. */
function readNames() {
  let letters: number[] = []
  let name = ''
  let isValue = false
  return {
    /** The next byte on its level. A name that is too long is none of ours. */
    look(byte: number, isText: boolean) {
      if (!isText && byte === COMMA) {
        letters = []
        isValue = false
      } else if (!isText && byte === COLON && !isValue) {
        isValue = true
        name = nameOf(letters)
      } else if (!isValue && letters.length <= LONGEST_NAME) {
        letters.push(byte)
      }
    },
    isValueOf: (wanted: string) => isValue && name === wanted,
  }
}

function nameOf(letters: readonly number[]): string {
  const said = parsePart(Uint8Array.from(letters), { from: 0, to: letters.length })?.value
  return typeof said === 'string' ? said : ''
}

/** Smaller than most of what comes. */
const FIRST_BYTES = 64 * 1024

/** Bytes one after the other, in a buffer that grows. @throws DomainError when they are more than they may be */
function growing(most: number) {
  let buffer = new Uint8Array(0)
  let size = 0
  return {
    add(bytes: Uint8Array): void {
      const needed = size + bytes.length
      if (needed > most) throw tooMuch()
      if (needed > buffer.length) {
        const grown = new Uint8Array(
          Math.min(most, Math.max(FIRST_BYTES, needed, buffer.length * 2)),
        )
        grown.set(buffer.subarray(0, size))
        buffer = grown
      }
      buffer.set(bytes, size)
      size = needed
    },
    bytes: () => buffer.subarray(0, size),
  }
}
