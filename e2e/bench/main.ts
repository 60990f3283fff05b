import { admission } from './admission.ts'
import { alerts } from './alerts.ts'
import { apiLatency } from './api-latency.ts'
import { audio } from './audio.ts'
import { coldStart } from './cold-start.ts'
import { content } from './content.ts'
import { copyChannels } from './copy-channels.ts'
import { defaultPreset } from './default-preset.ts'
import { delivery } from './delivery.ts'
import { dvr } from './dvr.ts'
import { type Figure, figureTable, isMet, type Measurement } from './figure.ts'
import { foreign } from './foreign.ts'
import { hevc } from './hevc.ts'
import { ingest } from './ingest.ts'
import { ladder } from './ladder.ts'
import { layers } from './layers.ts'
import { lighthouse } from './lighthouse.ts'
import { longWatch } from './long-watch.ts'
import { originCost } from './origin-cost.ts'
import { originServing } from './origin-serving.ts'
import { packaging } from './packaging.ts'
import { pageLatency } from './page-latency.ts'
import { restreams } from './restreams.ts'
import { startLatency } from './start-latency.ts'
import { warmStart } from './warm-start.ts'
import { webapp } from './webapp.ts'

function minutesOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}

/** `npm run bench` measures everything; `npm run bench -- start-latency` only what is named. */
const measurements: Measurement[] = [
  warmStart,
  startLatency,
  apiLatency,
  admission,
  ingest,
  ladder,
  hevc,
  audio,
  layers,
  alerts,
  copyChannels,
  originCost,
  originServing,
  packaging,
  dvr,
  restreams,
  delivery,
  foreign,
  pageLatency,
  webapp,
  lighthouse,
  content(process.env.BENCH_MEDIA),
  defaultPreset(process.env.BENCH_MEDIA),
  coldStart,
  longWatch(minutesOf(process.env.BENCH_WATCH_MINUTES)),
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !measurements.some((known) => known.name === name))
if (unknown.length > 0) {
  console.error(`There is no measurement called ${unknown.join(', ')}. There are:`)
  for (const { name, about } of measurements) console.error(`  ${name.padEnd(16)} ${about}`)
  process.exit(2)
}

const figures: Figure[] = []
for (const { name, about, isOnDemand = false, measure } of measurements) {
  if (asked.length > 0 ? !asked.includes(name) : isOnDemand) continue
  console.log(`\n${name}: ${about}`)
  const found = await measure()
  console.log(figureTable(found))
  figures.push(...found)
}
const missed = figures.filter((figure) => !isMet(figure))
console.log(`\n${figures.filter(({ bar }) => bar).length} bars, ${missed.length} missed`)
process.exit(missed.length > 0 ? 1 : 0)
