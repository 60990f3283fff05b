import { runChild } from '../stack/child.ts'
import type { Figure, Measurement } from './figure.ts'
import { firstDemoSegment } from './first-demo-segment.ts'

/** Installed and built, no data yet. */
export const warmStart: Measurement = {
  name: 'warm-start',
  about: '`npm start` of an installed checkout to the first playable segment of the demo channel',
  measure,
}

async function measure(): Promise<Figure[]> {
  await runChild('node', ['infra/prepare/main.mjs', 'start'])
  return [
    {
      what: 'warm npm start to first segment',
      value: await firstDemoSegment(process.cwd(), 60_000),
      unit: 's',
      bar: { atMost: 12 },
    },
  ]
}
