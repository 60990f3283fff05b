import { expect, test } from 'vitest'
import { decodeList } from './decode-list.ts'

const TEXT = 'ad;kaynak\nŞığ Öçü;http://a.example/\n'
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
const swapped = (bytes: Uint8Array) => new Uint8Array(Buffer.from(bytes).swap16())

test.each([
  ['UTF-8', new TextEncoder().encode(TEXT)],
  ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
  ['UTF-16 with a mark', utf16(`\ufeff${TEXT}`)],
  ['UTF-16 without a mark', utf16(TEXT)],
  ['UTF-16, big end first, with a mark', swapped(utf16(`\ufeff${TEXT}`))],
  ['UTF-16, big end first', swapped(utf16(TEXT))],
  ['Windows-1254', Uint8Array.from(Buffer.from(windows1254(TEXT), 'latin1'))],
])('%s is read as the text it is', (_name, bytes) => {
  expect(decodeList(bytes)).toBe(TEXT)
})

test.each([
  ['a zip, as Excel saves', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0xff, 0x80)],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)],
])('%s is no text', (_name, bytes) => {
  expect(decodeList(bytes)).toBeNull()
})

/** The Turkish letters that stand elsewhere than in Latin-1. */
function windows1254(text: string): string {
  const own: Record<string, string> = { Ş: '\xde', ı: '\xfd', ğ: '\xf0' }
  return text.replace(/[Şığ]/g, (letter) => own[letter] ?? letter)
}
