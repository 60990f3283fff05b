import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runVitest } from './run-vitest.mjs'
import { addSums, failuresOf, latePassesOf, slowestOf, sumsOf } from './test-sums.mjs'

/**
 * Runs every kind of test, cheap ones first, and ends with the true sums over all of them. A run
 * that could not report counts as one failure. Names of kinds as arguments run only those.
 *
 * Of the first ones nothing plays in real time, and they wait, for states, for servers and for the
 * process that compiles their files: these rows run beside each other, of about the same length.
 */
const BESIDE = [['db'], ['unit', 'db-debian'], ['faults-waiting']]

/** What has the machine for itself: pictures, players and viewers in real time. */
const ALONE = ['ffmpeg', 'e2e', 'faults', 'faults-crowded']
const KINDS = [...BESIDE.flat(), ...ALONE]

/** Only when asked for. */
const ON_DEMAND = ['faults-choice', 'deployment', 'db-pgbouncer', 'db-standby', 'security']

const asked = process.argv.slice(2)
const unknown = asked.filter((kind) => ![...KINDS, ...ON_DEMAND].includes(kind))
if (unknown.length > 0) {
  console.error(
    `No such kind of test: ${unknown.join(', ')}. There are: ${[...KINDS, ...ON_DEMAND].join(', ')}.`,
  )
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'cbtv-test-'))
let sums = { passed: 0, failed: 0, skipped: 0 }
const failures = []
const latePasses = []
const took = []
try {
  if (asked.length > 0) await runRow(asked)
  else {
    await Promise.all(BESIDE.map((row) => runRow(row, { isBesideOthers: true })))
    await runRow(ALONE)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`\nTook: ${took.join(', ')}`)
if (latePasses.length > 0) console.log(`\nPassed at a later try:\n${latePasses.join('\n')}`)
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}\n`)
console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`)
process.exitCode = sums.failed > 0 ? 1 : 0

/** One kind after the other. */
async function runRow(kinds, how) {
  for (const kind of kinds) {
    const report = join(folder, `${kind}.json`)
    const began = performance.now()
    const code = await runVitest(kind, report, how)
    took.push(`${kind} ${Math.round((performance.now() - began) / 1000)} s`)
    const found = read(report)
    sums = addSums(sums, sumsOf(found, code))
    console.log(`Slowest of ${kind}:\n${slowestOf(found).join('\n')}`)
    failures.push(...failuresOf(found).map((line) => `${kind}: ${line}`))
    latePasses.push(...latePassesOf(found).map((line) => `${kind}: ${line}`))
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
