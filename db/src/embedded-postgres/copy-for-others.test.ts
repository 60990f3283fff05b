import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copyForOthers } from './copy-for-others.ts'

const STRANGER = 65_533

let folder: string
let source: string
let first: string
let second: string

beforeEach(() => {
  folder = mkdtempSync('/tmp/cbtv-copies-')
  source = join(folder, 'source')
  first = join(folder, 'first')
  second = join(folder, 'second')
  for (const path of [source, join(source, 'bin'), first, second]) mkdirSync(path)
  chmodSync(source, 0o700)
  writeFileSync(join(source, 'bin/postgres'), 'program', { mode: 0o700 })
  writeFileSync(join(source, 'note'), 'text', { mode: 0o600 })
  symlinkSync('postgres', join(source, 'bin/postmaster'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fits = () => null
const copy = (problemOf: (folder: string) => string | null = fits) =>
  copyForOthers(source, problemOf, [first, second])
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe.skipIf(process.getuid?.() !== 0)('as root: a copy that all can run', () => {
  test('is whole, readable by all and writable by root alone, and is made once', () => {
    const made = copy()
    expect(readFileSync(join(made, 'bin/postgres'), 'utf8')).toBe('program')
    expect(readlinkSync(join(made, 'bin/postmaster'))).toBe('postgres')
    const modes = ['.', 'bin', 'bin/postgres', 'note'].map((path) => modeOf(join(made, path)))
    expect(modes).toEqual(['755', '755', '755', '644'])
    const { ino } = statSync(made)
    expect(copy()).toBe(made)
    expect(statSync(made).ino).toBe(ino)
    expect(readdirSync(first)).toEqual([basename(made)])
  })

  test('is made anew when it was cut off, and beside the old one for other programs', () => {
    const made = copy()
    truncateSync(join(made, 'bin/postgres'), 2)
    expect(copy()).toBe(made)
    expect(readFileSync(join(made, 'bin/postgres'), 'utf8')).toBe('program')
    writeFileSync(join(source, 'bin/postgres'), 'newer program')
    expect(copy()).not.toBe(made)
    expect(readdirSync(first)).toHaveLength(2)
  })

  test('is never taken from somebody else, nor put where others could change it', () => {
    const name = basename(copy())
    rmSync(join(first, name), { recursive: true })
    mkdirSync(join(first, name))
    chownSync(join(first, name), STRANGER, STRANGER)
    expect(copy()).toBe(join(second, name))
    rmSync(join(first, name), { recursive: true })
    symlinkSync(source, join(first, name))
    expect(copy()).toBe(join(second, name))
    rmSync(join(first, name))
    chmodSync(first, 0o777)
    expect(copy()).toBe(join(second, name))
    chmodSync(first, 0o1777)
    expect(copy()).toBe(join(first, name))
  })

  test('goes elsewhere where programs may not run, and says what to do when there is no place', () => {
    const noexec = (path: string) => (path.startsWith(first) ? 'EACCES' : null)
    expect(copy(noexec)).toMatch(second)
    expect(() => copy(() => 'EACCES')).toThrow(/EACCES.*Move the checkout.*DATABASE_URL/)
    expect(() => copyForOthers(source, fits, [join(folder, 'missing')])).toThrow(/ENOENT/)
  })
})
