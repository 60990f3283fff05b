import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compiled, errorsOf } from '../../test/native-programs.ts'
import { NO_FILES } from '../domain/confinement/files.ts'
import { NOWHERE } from '../domain/confinement/reach.ts'
import { confined } from './confinement.ts'

const EXIT_NOT_HELD = 96
const BOUNDS = { reach: NOWHERE, files: NO_FILES, memoryBytes: 300 << 20, user: null }

let folder: string
/** By its name it is taken for FFmpeg. */
let rawCalls: string
let without: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'egress-guard-'))
  rawCalls = compiled(folder, 'raw-calls.c', 'ffrawcalls')
  without = compiled(folder, 'without.c', 'without')
})
afterAll(() => rmSync(folder, { recursive: true }))

it('refuses the calls that lead round it, made past the C library too', () => {
  const { file, args, env } = confined({ file: rawCalls, args: [] }, BOUNDS)
  const errors = errorsOf(execFileSync(file, [...args], { env, encoding: 'utf8' }))
  const refused = ['io_uring_setup', 'open_tree', 'symlinkat', 'fchmod', 'kill', 'tgkill']
  expect(Object.keys(errors)).toEqual(expect.arrayContaining([...refused, 'own-signal']))
  for (const [name, error] of Object.entries(errors))
    expect([name, error]).toEqual([name, name.startsWith('own-') ? 0 : constants.errno.EPERM])
})

it.each([
  ['no-new-privs', 'New privileges could not be given up'],
  ['landlock', 'The files in reach could not be held to'],
  ['seccomp', 'Calls could not be given up'],
])('ends a program before it begins where the kernel refuses %s', (refused, said) => {
  const { env } = confined({ file: rawCalls, args: [] }, BOUNDS)
  const free = spawnSync(without, [refused, rawCalls], { env: {}, encoding: 'utf8' })
  expect(free).toMatchObject({ status: 0, stderr: '' })
  const held = spawnSync(without, [refused, rawCalls], { env, encoding: 'utf8' })
  expect(held).toMatchObject({
    status: EXIT_NOT_HELD,
    stdout: '',
    stderr: `[egress-guard] [fatal] ${said}\n`,
  })
})
