import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NO_FILES } from '../domain/confinement/files.ts'
import { NOWHERE } from '../domain/confinement/reach.ts'
import { confined } from './confinement.ts'

const EXIT_NOT_HELD = 96
const BOUNDS = { reach: NOWHERE, files: NO_FILES, memoryBytes: 300 << 20, user: null }
const sources = fileURLToPath(new URL('../../native/test', import.meta.url))

let folder: string
/** By its name it is taken for FFmpeg. */
let rawCalls: string
let without: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'egress-guard-'))
  rawCalls = compiled('raw-calls.c', 'ffrawcalls')
  without = compiled('without.c', 'without')
})
afterAll(() => rmSync(folder, { recursive: true }))

function compiled(source: string, name: string): string {
  const file = join(folder, name)
  execFileSync('cc', ['-Wall', '-Werror', '-o', file, join(sources, source)])
  return file
}

function callsOf(text: string): Record<string, number> {
  const lines = text.trim().split('\n')
  return Object.fromEntries(
    lines.map((line): [string, number] => {
      const [name = '', error = ''] = line.split(' ')
      return [name, Number(error)]
    }),
  )
}

it('refuses the calls that lead round it, made past the C library too', () => {
  const { file, args, env } = confined({ file: rawCalls, args: [] }, BOUNDS)
  const { getppid, ...others } = callsOf(execFileSync(file, [...args], { env, encoding: 'utf8' }))
  expect(getppid).toBe(0)
  expect(Object.keys(others)).toEqual(expect.arrayContaining(['io_uring_setup', 'open_tree']))
  for (const [name, error] of Object.entries(others))
    expect([name, error]).toEqual([name, constants.errno.EPERM])
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
