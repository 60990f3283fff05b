import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HostIdentity } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HOST_ID } from '../../test/channel-factory.ts'
import { hostCredential, keepInFile } from './host-credential.ts'

const [FIRST, SECOND] = ['a'.repeat(40), 'b'.repeat(40)]
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credential-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('is in the file, with the one before, once it counts', () => {
  const file = join(folder, 'identity.json')
  const identity = { hostId: HOST_ID, credential: FIRST, controlPlaneUrl: 'http://127.0.0.1:1' }
  writeFileSync(file, JSON.stringify(identity))
  const credential = hostCredential(identity, keepInFile(file))
  credential.replace(SECOND)
  expect(credential.current()).toBe(SECOND)
  const kept = HostIdentity.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(kept).toEqual({ ...identity, credential: SECOND, formerCredential: FIRST })
})

it('stays as it was, and leaves nothing behind, where it cannot be kept', () => {
  const file = join(folder, 'identity.json')
  mkdirSync(file)
  const credential = hostCredential({ credential: FIRST }, keepInFile(file))
  expect(() => credential.replace(SECOND)).toThrow()
  expect(credential.current()).toBe(FIRST)
  expect(readdirSync(folder)).toEqual(['identity.json'])
})

it('tries the one before once without waiting, and then each in turn', () => {
  const credential = hostCredential({ credential: SECOND, formerCredential: FIRST }, () => {})
  expect([credential.refused(), credential.current()]).toEqual([true, FIRST])
  expect([credential.refused(), credential.current()]).toEqual([false, SECOND])
})
