import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/**
 * Runs one kind of test, its report for people on the screen and one for counting in a file. What one beside others
 * says is shown when it has ended, in one piece.
 */
export async function runVitest(kind, report, { isBesideOthers = false } = {}) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  console.log(`\n${kind}${isBesideOthers ? ', beside others …' : ''}`)
  const said = `${report}.said`
  const output = isBesideOthers ? openSync(said, 'w') : 'inherit'
  const running = spawn(process.execPath, [vitest, 'run', '--project', kind, ...reporters], {
    cwd: root,
    stdio: ['ignore', output, output],
  })
  const [code] = await once(running, 'exit')
  if (isBesideOthers) {
    closeSync(output)
    console.log(`\n${kind}\n${readFileSync(said, 'utf8')}`)
  }
  return code ?? 1
}
