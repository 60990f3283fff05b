import { join } from 'node:path'
import { runChild } from '../stack/child.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import type { Figure, Measurement } from './figure.ts'
import { firstDemoSegment } from './first-demo-segment.ts'

/** A fresh clone of what is committed: install, build, database, demo. The npm cache is warm. */
export const coldStart: Measurement = {
  name: 'cold-start',
  about: '`npm start` of a fresh clone to the first playable segment of the demo channel',
  measure,
}

async function measure(): Promise<Figure[]> {
  const folder = tempFolder('clone')
  const checkout = join(folder.path, 'checkout')
  try {
    await runChild('git', ['clone', '--quiet', '--no-hardlinks', process.cwd(), checkout])
    const value = await firstDemoSegment(checkout, 300_000)
    return [{ what: 'cold npm start to first segment', value, unit: 's', bar: { atMost: 120 } }]
  } finally {
    folder.remove()
  }
}
