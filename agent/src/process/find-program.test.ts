import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { findProgram } from './find-program.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'program-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

it('finds a program wherever our own search path has it, and hands on that path alone', async () => {
  const file = join(folder, 'some-program')
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  const path = `${folder}:${process.env.PATH}`
  vi.stubEnv('PATH', path)
  vi.stubEnv('FFREPORT', 'file=/tmp/report')
  vi.stubEnv('LD_LIBRARY_PATH', '')
  expect(await findProgram('some-program')).toEqual({
    file,
    env: { PATH: path, LC_ALL: 'C.UTF-8' },
  })
})

it('gives a program that is not there by its name, so that its start says so', async () => {
  vi.stubEnv('LD_LIBRARY_PATH', '/opt/some/lib')
  expect(await findProgram('no-such-program')).toEqual({
    file: 'no-such-program',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', LD_LIBRARY_PATH: '/opt/some/lib' },
  })
})
