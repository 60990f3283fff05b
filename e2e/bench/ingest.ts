import type { Figure, Measurement } from './figure.ts'
import type { IngestForm } from './ingest/ingest-figures.ts'
import { measureIngest } from './ingest/measure-ingest.ts'

const SECONDS = Number(process.env.BENCH_INGEST_SECONDS ?? 60)
const HOSTS = process.env.BENCH_INGEST_HOSTS
const CHANNELS = Number(process.env.BENCH_INGEST_CHANNELS ?? 120)
/** Only forms of so many instances, when said. */
const INSTANCES = process.env.BENCH_INGEST_INSTANCES

const FORMS: IngestForm[] = HOSTS
  ? [1, 2].map((instances) => ({ hosts: Number(HOSTS), instances }))
  : [
      { hosts: 20, instances: 1 },
      { hosts: 100, instances: 1 },
      { hosts: 100, instances: 2 },
    ]

/** Made-up agents on the real link; bars for 12,000 channel samples a second. */
export const ingest: Measurement = {
  name: 'ingest',
  about: `reports of ${HOSTS ?? '20 and 100'} hosts x ${CHANNELS} channels each second for ${SECONDS} s (BENCH_INGEST_HOSTS, _CHANNELS, _SECONDS, _INSTANCES)`,
  async measure() {
    const figures: Figure[] = []
    for (const form of FORMS) {
      if (INSTANCES && Number(INSTANCES) !== form.instances) continue
      figures.push(...(await measureIngest(form, { channels: CHANNELS, seconds: SECONDS })))
    }
    return figures
  },
}
