import { checkNode } from './check-node.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { ensureDependencies } from './ensure-dependencies.mjs'
import { ensurePrograms } from './ensure-programs.mjs'
import { SetUpProblem } from './set-up-problem.mjs'

/**
 * Set-up before `npm start`, `npm run dev`, `npm test` and `npm run verify`: makes a fresh checkout ready and
 * does nothing where everything is. Built-ins only, because it runs before anything is installed.
 */
const purpose = process.argv[2] ?? 'start'

try {
  checkNode()
  await allDone([ensureDependencies(), ...(purpose === 'verify' ? [] : [ensurePrograms(purpose)])])
  // What is edited runs from its sources.
  if (purpose !== 'verify' && purpose !== 'dev') await ensureBuild()
} catch (error) {
  if (!(error instanceof SetUpProblem)) throw error
  console.error(`\n${error.message}\n`)
  process.exit(1)
}

/** Side by side, and none is left alone where another fails: npm waits for the network, apt-get for the disk. */
async function allDone(works) {
  for (const { reason } of await Promise.allSettled(works)) if (reason) throw reason
}
