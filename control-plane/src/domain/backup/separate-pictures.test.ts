import { MOST_OF_BACKUP } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../errors.ts'
import { separatePictures } from './separate-pictures.ts'

const BOUNDS = { picture: 1000, rest: 1000 }

/** The pictures of a file and its rest, when it comes in pieces of so many bytes. */
function separate(file: string, size = file.length, bounds = BOUNDS) {
  const parts = separatePictures(bounds)
  const pictures: string[] = []
  const bytes = Buffer.from(file)
  for (let from = 0; from < bytes.length; from += size) {
    for (const picture of parts.push(bytes.subarray(from, from + size))) {
      pictures.push(Buffer.from(picture).toString())
    }
  }
  return { pictures, rest: Buffer.from(parts.rest()).toString() }
}

function refusalOf(...given: Parameters<typeof separate>): string {
  try {
    separate(...given)
  } catch (error) {
    if (error instanceof DomainError) return error.said.code
    throw error
  }
  return 'none'
}

const picture = '{"id": "a,\\"]}", "of": [1, {"pictures": [2]}], "content": "AA/\\\\"}'
const FILES: Record<string, [file: string, pictures: string[], rest: string]> = {
  'pictures between fields': [
    `{"a":[1,{"pictures":[3]}],"pictures":[${picture}, {} ,3],"b":"\\"pictures\\":[4]"}`,
    [picture, ' {} ', '3'],
    '{"a":[1,{"pictures":[3]}],"pictures":[],"b":"\\"pictures\\":[4]"}',
  ],
  'no pictures': ['{"pictures" : [ ] }', [], '{"pictures" : [] }'],
  'an escaped name': ['{ "pictur\\u0065s":[{}]}', ['{}'], '{ "pictur\\u0065s":[]}'],
  'a text of that name': ['{"a":"pictures","b":["pictures"]}', [], ''],
  'another value of that name': ['{"pictures":{"a":[1]}}', [], ''],
  'a list': ['[{"pictures":[1]}]', [], ''],
  'a picture that does not end': ['{"pictures":[{"a":1', [], '{"pictures":['],
  'ends that nothing begins': [']}]}{"pictures":[1]}', [], ''],
  'an empty file': ['', [], ''],
}

describe('pictures of a file', () => {
  it.each(Object.entries(FILES))('%s', (_what, [file, pictures, rest]) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      expect(separate(file, size)).toEqual({ pictures, rest: rest || file })
    }
  })

  it.each([
    ['nothing before a comma', '{"pictures":[ ,{}]}', 'body-no-json'],
    ['nothing behind a comma', '{"pictures":[{}, ]}', 'body-no-json'],
    ['pictures twice', '{"pictures":[],"pictures":[]}', 'backup-twice'],
    ['a picture that is too long', `{"pictures":["${'a'.repeat(1000)}"]}`, 'backup-too-much'],
    ['a rest that is too long', `{"a":"${'a'.repeat(1000)}"}`, 'backup-too-much'],
  ])('%s is refused', (_what, file, code) => {
    for (const size of [1, 5000]) expect(refusalOf(file, size)).toBe(code)
  })

  it('are as many as a file may have', () => {
    const many = (count: number) => `{"pictures":[${Array(count).fill('{}').join()}]}`
    expect(refusalOf(many(MOST_OF_BACKUP.pictures))).toBe('none')
    expect(refusalOf(many(MOST_OF_BACKUP.pictures + 1))).toBe('backup-too-many')
  })
})
