import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Containers without rights of their own refuse namespaces or mounts in them: tests on small disks are skipped there. */
export const hasSmallDisks =
  spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

const AGENT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs a program with a small disk of its own, in namespaces that end with it: the program is told the folder of the
 * disk, in one that is the test's alone, and says what came of it as JSON.
 *
 * @param program its path from the folder of the agent
 * @param how told to it after the folder
 */
export function onSmallDisk(program: string, how = ''): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
  try {
    return runOn(join(folder, 'state'), program, how)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runOn(disk: string, program: string, how: string): unknown {
  mkdirSync(disk)
  const mounted = 'mount -t tmpfs -o size=256k tmpfs "$1" && exec "$2" --import tsx "$3" "$1" "$4"'
  const words = ['-c', mounted, 'sh', disk, process.execPath, join(AGENT, program), how]
  const { status, stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', ...words], {
    encoding: 'utf8',
    timeout: 55_000,
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`)
  return JSON.parse(stdout)
}

/** Takes all the room that there is below a folder until it is given back. */
export function fillDisk(folder: string): { giveBack(): void } {
  const path = join(folder, 'ballast')
  const file = openSync(path, 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(4096))
  } catch {
    // It is full.
  } finally {
    closeSync(file)
  }
  return { giveBack: () => rmSync(path) }
}
