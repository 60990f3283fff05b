import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from './root.mjs'

/** Runs one kind of test, its report for people on the screen and one for counting in a file. */
export async function runVitest(kind, report) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  console.log(`\n${kind}`)
  const running = spawn(process.execPath, [vitest, 'run', '--project', kind, ...reporters], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(running, 'exit')
  return code ?? 1
}
