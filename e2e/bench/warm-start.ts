import type { Measurement } from './figure.ts'
import { firstDemoSegment } from './first-demo-segment.ts'

/** Installed and built, no data yet. */
export const warmStart: Measurement = {
  name: 'warm-start',
  about: '`npm start` of an installed checkout to the first playable segment of the demo channel',
  measure: async () => [
    {
      what: 'warm npm start to first segment',
      value: await firstDemoSegment(process.cwd(), 60_000),
      unit: 's',
      bar: { atMost: 12 },
    },
  ],
}
