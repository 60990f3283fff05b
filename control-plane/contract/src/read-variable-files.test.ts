import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownSecrets } from './logging/known-secrets.ts'
import { readVariableFiles, VARIABLES_IN_FILES } from './read-variable-files.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cashbacktv-variables-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('a secret may be given as a file, whose last line end is no part of it', () => {
  const read = readVariableFiles({
    JWT_SECRET_FILE: file('key', ' as it stands, spaces too \n'),
    DATABASE_URL_FILE: file('url', 'postgres://tv:hidden-word@db/tv\r\n'),
    PORT: '3000',
  })
  expect(read.JWT_SECRET).toBe(' as it stands, spaces too ')
  expect(read.DATABASE_URL).toBe('postgres://tv:hidden-word@db/tv')
  expect(read.PORT).toBe('3000')
})

test('what came by a file is known as a secret, so that no log shows it', () => {
  const read = readVariableFiles({
    DATABASE_URL_FILE: file('address', 'postgres://tv:hidden-word@db/tv\n'),
    ADMIN_PASSWORD_FILE: file('password', 'another-word\n'),
  })
  expect(knownSecrets(read)).toEqual(expect.arrayContaining(['hidden-word', 'another-word']))
})

test('a file for what holds no secret is none of ours', () => {
  expect(readVariableFiles({ SSL_CERT_FILE: '/nowhere', PORT_FILE: '/nowhere' })).toEqual({
    SSL_CERT_FILE: '/nowhere',
    PORT_FILE: '/nowhere',
  })
})

test('one left empty counts as not given, as compose files leave them', () => {
  const read = readVariableFiles({ JWT_SECRET_FILE: ' ', JWT_SECRET: 'given' })
  expect(read.JWT_SECRET).toBe('given')
})

test('a secret given twice, or whose file is not there, is refused without being told', () => {
  const given = { JWT_SECRET: 'hidden-word', JWT_SECRET_FILE: file('twice', 'other-word') }
  expect(() => readVariableFiles(given)).toThrow(
    'JWT_SECRET and JWT_SECRET_FILE are both given. Leave one of them out.',
  )
  expect(() => readVariableFiles({ REDIS_URL_FILE: join(folder, 'none') })).toThrow(
    /REDIS_URL_FILE: .* cannot be read \(ENOENT\)/,
  )
})

test('the example of the environment names each that may be given as a file', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
  const comment = /^# So are ([^.]+)\.$/m.exec(example)?.[1] ?? ''
  expect(comment.match(/[A-Z_]{4,}/g)?.sort()).toEqual([...VARIABLES_IN_FILES].sort())
})
