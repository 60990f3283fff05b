import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './root.mjs'

/**
 * Runs one kind of test, its report for people on the screen and one for counting in a file. Each line of one beside
 * others begins with its kind, and is shown at once: a run that is cut off has said how far it came.
 */
export async function runVitest(kind, report, { isBesideOthers = false } = {}) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  console.log(`\n${kind}${isBesideOthers ? ', beside others …' : ''}`)
  const output = isBesideOthers ? 'pipe' : 'inherit'
  const running = spawn(process.execPath, [vitest, 'run', '--project', kind, ...reporters], {
    cwd: root,
    stdio: ['ignore', output, output],
  })
  for (const stream of [running.stdout, running.stderr]) {
    if (stream) {
      createInterface({ input: stream }).on('line', (line) => console.log(`${kind}: ${line}`))
    }
  }
  const [code] = await once(running, isBesideOthers ? 'close' : 'exit')
  return code ?? 1
}
