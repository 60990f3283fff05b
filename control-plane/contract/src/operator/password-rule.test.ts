import { expect, test } from 'vitest'
import { passwordFault } from './password-rule.ts'

const COMMON = new Set(['password', 'letmein', 'galatasaray', 'unbelievable'])
const faultOf = (password: string, email: string | null = 'ayse.yilmaz@kanal.example') =>
  passwordFault(password, { email, isCommon: (word) => COMMON.has(word) })

test.each([
  ['Unbelievable', 'password-common'],
  ['password1234!', 'password-common'],
  ['1234-Password', 'password-common'],
  ['galatasaray1905', 'password-common'],
  ['letmeinletmein', 'password-common'],
  ['aaaaaaaaaaaaaa', 'password-pattern'],
  ['abcabcabcabc', 'password-pattern'],
  ['123456789012', 'password-pattern'],
  ['210987654321', 'password-pattern'],
  ['qwertyuiopas', 'password-pattern'],
  ['abcdefghijkl99', 'password-pattern'],
  ['CashbackTV-2026', 'password-product'],
  ['my cash back tv', 'password-product'],
  ['transcoder one', 'password-product'],
  ['Ayse-and-the-sea', 'password-personal'],
  ['I am yilmaz now', 'password-personal'],
  ['kanal-on-the-hill', 'password-personal'],
])('%s is refused', (password, fault) => {
  expect(faultOf(password)).toBe(fault)
})

test.each([
  'correct horse battery',
  'a much better password',
  'Çok güzel bir gün batımı',
  'x'.repeat(20).concat('-and-something-else-', 'y'.repeat(60)),
  'Tr0ub4dor&3 over the fence',
])('%s is taken', (password) => {
  expect(faultOf(password)).toBeNull()
})

test('a part of an address that is in many a word is no name, and nobody has no name', () => {
  expect(faultOf('a banana every day', 'ana@tv.example')).toBeNull()
  expect(faultOf('Ayse-and-the-sea', null)).toBeNull()
})

test('a thousand characters are looked at at once', () => {
  const from = performance.now()
  for (const text of ['a'.repeat(1023).concat('b'), 'ab'.repeat(511).concat('c')]) faultOf(text)
  expect(performance.now() - from).toBeLessThan(1000)
})
