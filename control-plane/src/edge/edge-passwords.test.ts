import { expect, test } from 'vitest'
import { createPasswords } from '../services/auth/passwords.ts'
import { edgePasswords } from './edge-passwords.ts'

test('what Node has hashed the edge verifies, and the other way round', async () => {
  const native = await createPasswords()
  const [of, ofEdge] = [await native.hash('çok gizli'), await edgePasswords.hash('çok gizli')]
  expect(await edgePasswords.verify(of, 'çok gizli')).toBe(true)
  expect(await edgePasswords.verify(of, 'cok gizli')).toBe(false)
  expect(await native.verify(ofEdge, 'çok gizli')).toBe(true)
  expect(await native.verify(ofEdge, 'cok gizli')).toBe(false)
})

test('nobody and what is no hash are never let in', async () => {
  expect(await edgePasswords.verify(null, 'anything')).toBe(false)
  expect(await edgePasswords.verify('$2b$10$abc', 'anything')).toBe(false)
})
