import { networkRefusal } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { turkishReason } from './turkish-reason.ts'

test('a reason is said by its code', () => {
  const message = 'Nothing answers at the address of the source.'
  expect(turkishReason({ code: 'connection-refused', message })).toBe(
    'Kaynağın adresinde yanıt veren yok.',
  )
})

test('a refused address is said with the setting that would admit it', () => {
  const message = networkRefusal('239.1.2.3', [], false) ?? ''
  expect(turkishReason({ code: 'address-refused', message })).toContain('239.0.0.0/8')
})

test('a code without a text keeps the words of the host', () => {
  expect(turkishReason({ code: 'new-code', message: 'Something new.' })).toBe('Something new.')
})
