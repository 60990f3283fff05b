import { putOnAir } from '../faults/fleet/fleet-channels.ts'
import { type Fleet, startFleet } from '../faults/fleet/start-fleet.ts'
import { waitFor } from '../stack/wait-for.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'

const CHANNELS = 4
const ROUNDS = 15
const NOISE_MS = 30

/** Loaders never wait for a host: the same pages while everything is well, and while it is not. */
export const pageLatency: Measurement = {
  name: 'page-latency',
  about: `every page with ${CHANNELS} channels, while all is well, with the host frozen, with Redis frozen`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const fleet = await startFleet({ redis: true })
  const { redis, child } = fleet
  try {
    const channels = await putOnAir(fleet, CHANNELS, 'testcard://320x180@5', 'transcode')
    const pages = ['/', '/channels', `/channels/${channels[0]?.id}`, '/monitoring', '/hosts']
    await timesOf(fleet, pages)
    const well = await timesOf(fleet, pages)
    child('agent').process.kill('SIGSTOP')
    const unknown = async () =>
      (await fleet.api.channels()).items.every(({ phase }) => phase === 'unknown')
    await waitFor('the host to be missed', unknown, { timeoutMs: 60_000 })
    const hostFrozen = await timesOf(fleet, pages)
    child('agent').process.kill('SIGCONT')
    redis?.freeze()
    const redisFrozen = await timesOf(fleet, pages)
    redis?.thaw()
    return pages.flatMap((path, at) => {
      const page = path.startsWith('/channels/') ? '/channels/:id' : path
      return [
        { what: `${page}, all well`, value: well[at] ?? 0, unit: 'ms' },
        slowed(`${page}, host frozen`, hostFrozen[at] ?? 0, well[at] ?? 0),
        slowed(`${page}, Redis frozen`, redisFrozen[at] ?? 0, well[at] ?? 0),
      ]
    })
  } finally {
    redis?.thaw()
    child('agent').process.kill('SIGCONT')
    await fleet.stop()
  }
}

/** Median of each page, in milliseconds to its last byte. */
async function timesOf({ url, api }: Fleet, pages: string[]): Promise<number[]> {
  const medians: number[] = []
  for (const path of pages) {
    const took: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const from = performance.now()
      const response = await fetch(url + path, { headers: { cookie: `cbtv_access=${api.token}` } })
      await response.arrayBuffer()
      if (response.status !== 200) throw new Error(`${path} answers ${response.status}`)
      took.push(performance.now() - from)
    }
    medians.push(percentile(took, 0.5))
  }
  return medians
}

/** Half as much again as while all is well, and what a machine's noise may add. */
function slowed(what: string, value: number, wellMs: number): Figure {
  return { what, value, unit: 'ms', bar: { atMost: Math.round(wellMs * 1.5 + NOISE_MS) } }
}
