import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import {
  BACKUP_FORMAT,
  type BackupFile,
  type BackupPictureHead,
  HostSettings,
} from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../errors.ts'
import type { Steps } from '../steps.ts'
import { readBackupFile } from './backup-file.ts'
import { HELD_OF_BACKUP } from './backup-parts.ts'
import { readPicture } from './backup-picture.ts'
import { separatePictures } from './separate-pictures.ts'

const MB = 1024 * 1024

const backup = (content: string) => ({
  format: BACKUP_FORMAT,
  createdAt: '2026-01-01T00:00:00.000Z',
  version: '2.0.0',
  settings: HostSettings.parse({}),
  pictures: [{ id: crypto.randomUUID(), sha256: 'a'.repeat(64), width: 9, height: 9, content }],
  presets: [],
  channels: [],
})

type Read = { backup: BackupFile; pictures: { head: BackupPictureHead; content: string }[] }

function read(file: Uint8Array | string): Read {
  const parts = separatePictures(HELD_OF_BACKUP)
  const pictures = [...parts.push(Buffer.from(file))].map((json, index) => {
    const { head, pieces } = whole(readPicture(json, index))
    return { head, content: pieces.join('') }
  })
  const heads = pictures.map(({ head }) => head)
  return { backup: whole(readBackupFile(parts.rest(), heads)), pictures }
}

function whole<T>(steps: Steps<T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** Status and code of what it is refused with; null where it is taken. */
function refusalOf(file: Uint8Array | string): string[] | null {
  try {
    read(file)
    return null
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return [error.code, error.said.code]
  }
}

describe('a picture in a backup', () => {
  // About one character in sixty-four is a slash.
  const content = randomBytes(3 * MB).toString('base64')
  const written = JSON.stringify(backup(content))

  it('is read where each slash of it was escaped, as some programs write it', () => {
    const escaped = written.replaceAll('/', '\\/')
    expect(escaped.length - written.length).toBeGreaterThan(50_000)
    expect(read(escaped).pictures).toMatchObject([{ content }])
  })

  it('is read where nothing of it is written as itself', () => {
    const short = 'Az09+/'.repeat(50_000)
    const escaped = [...short].map(
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    const file = JSON.stringify(backup('?')).replace('"?"', `"${escaped.join('')}"`)
    expect(read(file).pictures).toMatchObject([{ content: short }])
  })
})

describe('what is no backup', () => {
  const written = JSON.stringify(backup('AAAA'))
  const NO_JSON = ['bad_request', 'body-no-json']
  const NO_FORMAT = ['validation_failed', 'backup-no-format']

  it.each([
    ['a backup', written, null],
    ['a packed one', gzipSync(written), NO_JSON],
    ['an empty file', '', NO_JSON],
    ['one with a byte order mark', `\ufeff${written}`, NO_JSON],
    ['half of one', written.slice(0, 100), NO_JSON],
    ['a page', '<!doctype html>', NO_JSON],
    ['a list', `[${written}]`, NO_FORMAT],
    ['a text', '"backup"', NO_FORMAT],
    ['something else', '{"name":"x"}', NO_FORMAT],
  ])('%s', (_name, file, refused) => {
    expect(refusalOf(file)).toEqual(refused)
  })
})
