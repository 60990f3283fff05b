import { execFile, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import workerd from 'workerd'

const root = join(import.meta.dirname, '../../../..')
const run = promisify(execFile)

export type Workerd = {
  url: string
  /** Lines of its output so far. */
  said: string[]
  /** Bytes that it holds in memory. */
  residentBytes(): Promise<number>
  close(): Promise<void>
}

/** Folders as the configuration expects them, with the program built anew; built once a test file. */
export async function buildEdge(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cbtv-edge-'))
  const out = join(folder, 'control-plane/dist/edge.js')
  await run(process.execPath, [join(root, 'infra/prepare/bundle-edge.mjs'), out])
  await mkdir(join(folder, 'infra/edge'), { recursive: true })
  const config = 'infra/edge/workerd.capnp'
  await copyFile(join(root, config), join(folder, config))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** The program for the edge on workerd, by the configuration that we give away, on a port of its own. */
export async function startWorkerd(
  folder: string,
  variables: Record<string, string>,
): Promise<Workerd> {
  const words = ['serve', 'infra/edge/workerd.capnp', '--socket-addr=http=127.0.0.1:0']
  const child = spawn(workerd, [...words, '--control-fd=3'], {
    cwd: folder,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const output of [child.stdout, child.stderr]) {
    if (output) createInterface({ input: output }).on('line', (line) => said.push(line))
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    const control = child.stdio[3]
    if (!control || !('read' in control)) return reject(new Error('workerd has no control pipe.'))
    createInterface({ input: control }).on('line', (line) => {
      const told = JSON.parse(line)
      if (told.event === 'listen') resolve(told.port)
    })
    child.once('exit', (code) => reject(new Error(`workerd ended (${code}): ${said.join('\n')}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    async residentBytes() {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(child.pid)])
      return Number(stdout) * 1024
    },
    async close() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
