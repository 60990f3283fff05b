// Loaded before a program of ours: its wall clock runs as many milliseconds apart from the
// machine's as the file named in CLOCK_STEP_FILE says. The clock that only grows is left alone, as
// it is when the clock of a machine is set.
import { readFileSync } from 'node:fs'

const file = process.env.CLOCK_STEP_FILE ?? ''
const RealDate = Date
let step = 0
let readAt = 0

function stepNow() {
  if (performance.now() < readAt) return step
  readAt = performance.now() + 50
  try {
    step = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    step = 0
  }
  return step
}

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + stepNow())
    else super(...given)
  }
  static now() {
    return RealDate.now() + stepNow()
  }
}
