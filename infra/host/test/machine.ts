import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import { makeRelease } from './made-release.ts'

const run = promisify(execFile)

/** Gone with the test that asks for it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'host-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Where every host of the tests belongs to. */
export const AT = ['--control-plane', 'https://tv.example']

/** A new folder that stands for a machine's root, and the installer of a made-up release on it. */
export function machine(pathOn: (root: string) => string = () => process.env.PATH ?? '') {
  const root = newFolder()
  const release = makeRelease(newFolder(), '2.0.0', 'well')
  const install = (...args: string[]) =>
    run(join(release, 'infra/host/install.sh'), ['--root', root, ...args], {
      env: { PATH: pathOn(root), JOIN_TOKEN: 'cbj_secret' },
    })
  return { root, release, install }
}

/** Whatever is no folder. */
export const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => !one.isDirectory())

/** Files and folders below one that others than their owner may not read. */
export const closedBelow = (folder: string) =>
  ['.', ...readdirSync(folder, { recursive: true }).map(String)].filter((name) => {
    const found = statSync(join(folder, name))
    const wanted = found.isDirectory() ? 0o055 : 0o044
    return (found.mode & wanted) !== wanted
  })
