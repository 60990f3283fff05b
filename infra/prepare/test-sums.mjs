/** Sums of one vitest JSON report. A failed run without a failed test is itself one failure. */
export function sumsOf(report, exitCode) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

export function addSums(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}

/** A line a failed test or file, with the first line of why, for the end of a long output. */
export function failuresOf(report) {
  if (report === null) return ['the run ended without a report']
  return report.testResults.flatMap((file) => {
    const lines = file.assertionResults.filter(isFailed).map(lineOf)
    if (lines.length === 0 && file.status === 'failed') lines.push(firstLine(file.message))
    return lines.map((line) => `${file.name}: ${line}`)
  })
}

/** A line a test that passed after it had failed, with the first line of why: a noisy machine, or a fault that is rare. */
export function latePassesOf(report) {
  if (report === null) return []
  return report.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'passed' && test.failureMessages?.length > 0)
      .map((test) => `${file.name}: ${lineOf(test)}`),
  )
}

/** The files that took longest, the longest first: where a run can be made shorter. */
export function slowestOf(report, most = 5) {
  if (report === null) return []
  return report.testResults
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, most)
    .map(({ name, seconds }) => `${seconds.toFixed(1)} s ${name}`)
}

function lineOf({ fullName, failureMessages }) {
  return `${fullName}: ${firstLine(failureMessages?.[0])}`
}

/** Whole, it stands above, where the test failed; its end tells what was expected. */
const MOST_LETTERS = 400

function firstLine(text = '') {
  const line = text.trim().split('\n')[0]
  if (line.length <= MOST_LETTERS) return line
  return `${line.slice(0, MOST_LETTERS / 2)} … ${line.slice(-MOST_LETTERS / 2)}`
}

function isFailed(result) {
  return result.status === 'failed'
}
