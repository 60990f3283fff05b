import { SetUpProblem } from './set-up-problem.mjs'

/** Node 20.19 is the first with everything the build tools use. */
const NEEDED = [20, 19]

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const enough = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
  if (!enough) {
    throw new SetUpProblem(`Node ${NEEDED.join('.')} or later is needed, this is ${version}.`)
  }
}
