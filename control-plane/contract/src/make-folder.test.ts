import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('folders above are made too, and one that is there is left alone', () => {
  makeFolder(join(folder, 'a', 'b'))
  makeFolder(join(folder, 'a', 'b'))
  expect(statSync(join(folder, 'a', 'b')).isDirectory()).toBe(true)
})

test('where nothing can be made it throws instead of trying for ever', () => {
  expect(() => makeFolder('/proc/no/such/folder')).toThrow(/ENOENT/)
  writeFileSync(join(folder, 'file'), '')
  expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow(/EEXIST|ENOTDIR/)
  expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/)
})
