import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { root } from './root.mjs'

/** The quick checks: format and lint, types, unused code, unit tests. Every failure is shown. */
const WORKSPACES = [
  'control-plane/contract',
  'db',
  'control-plane',
  'agent',
  'webapp',
  'infra',
  'e2e',
]

const checks = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['unused code', 'knip', ['--no-progress']],
  ...WORKSPACES.filter((folder) => existsSync(join(root, folder, 'tsconfig.json'))).map(
    (folder) => [`types of ${folder}`, 'tsc', ['--noEmit', '-p', folder]],
  ),
]

const failures = await runAll(checks, Math.max(2, cpus().length))
const unit = ['unit tests', 'vitest', ['run', '--project', 'unit', '--reporter=dot']]
failures.push(...(await runAll([unit], 1)))
if (failures.length > 0) {
  console.error(`\nFailed: ${failures.join(', ')}`)
  process.exitCode = 1
}

async function runAll(list, atOnce) {
  const waiting = [...list]
  const failed = []
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (!(await passes(check))) failed.push(check[0])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return failed
}

async function passes([title, program, args]) {
  const started = Date.now()
  const running = spawn(join(root, 'node_modules/.bin', program), args, { cwd: root })
  let said = ''
  running.stdout.on('data', (chunk) => (said += chunk))
  running.stderr.on('data', (chunk) => (said += chunk))
  const [code] = await once(running, 'exit')
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`)
  if (code !== 0) console.log(said)
  return code === 0
}
