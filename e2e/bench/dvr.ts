import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AirFile, HlsSettings, SlateSettings } from '@cashbacktv/contract'
import { startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import {
  CHANNEL,
  type KeepingCost,
  keepSimulatedHours,
  SEGMENT_SECONDS,
} from './dvr/simulated-hours.ts'
import type { Figure, Measurement } from './figure.ts'

const HOURS = 24
const HOUR_SECONDS = 3600
/** A playlist lists no more at once: each is of hours that the origin has not read before. */
const RANGE_HOURS = 6
/** The longest window that a channel may have. */
const LONGEST_HOURS = 14 * 24
/** Of which the best counts: whatever else the machine does only adds to it. */
const ROUNDS = 3
/**
 * Of the cost of a publication, which is to be the same however long the window is: 1 to 1.7 was measured,
 * as what sweeps leave behind is collected meanwhile, and more than 3 where each publication asked each
 * hour for what it takes.
 */
const MOST_RATIO = 2
/** It goes with the hours: of 120 channels this is a hundredth of a core. */
const MOST_SWEEP_MS = 5

/** What it takes to keep a day and to go back in it: the day is made by a clock that is simulated. */
export const dvr: Measurement = {
  name: 'dvr',
  about: `${HOURS} h of segments of ${SEGMENT_SECONDS} s, by a simulated clock: what keeping and going back costs`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const folder = tempFolder('dvr')
  const until = Date.now()
  const placesOf = (name: string) => ({
    mediaDir: join(folder.path, name),
    dvrDir: join(folder.path, `${name}-dvr`),
  })
  const day = placesOf('day')
  mkdirSync(day.mediaDir)
  try {
    const ofDay = { ...day, hours: HOURS, windowSeconds: HOURS * HOUR_SECONDS, until }
    const dayCost = await keepSimulatedHours(ofDay)
    return [
      {
        what: `keeping a segment, window of ${HOURS} h`,
        value: dayCost.publication,
        unit: 'ms of CPU',
      },
      ...(await growth(placesOf, until)),
      ...(await goBack(day, until)),
    ]
  } finally {
    folder.remove()
  }
}

type Places = { mediaDir: string; dvrDir: string }

/** What a publication takes on top of an hour and of the longest window, by turns. */
async function growth(placesOf: (name: string) => Places, until: number): Promise<Figure[]> {
  const hour: KeepingCost[] = []
  const longest: KeepingCost[] = []
  const costOf = async (name: string, hoursBefore: number) => {
    const places = placesOf(name)
    mkdirSync(places.mediaDir)
    const windowSeconds = (hoursBefore + 1) * HOUR_SECONDS
    return keepSimulatedHours({ ...places, hours: 1, windowSeconds, until, hoursBefore })
  }
  for (let round = 0; round < ROUNDS; round++) {
    hour.push(await costOf(`hour-${round}`, 1))
    longest.push(await costOf(`longest-${round}`, LONGEST_HOURS))
  }
  const least = (costs: readonly KeepingCost[], of: keyof KeepingCost) =>
    Math.min(...costs.map((cost) => cost[of]))
  const [short, long] = [least(hour, 'publication'), least(longest, 'publication')]
  const unit = 'ms of CPU'
  return [
    { what: 'keeping a segment, on top of 1 h', value: short, unit },
    { what: `keeping a segment, on top of ${LONGEST_HOURS} h`, value: long, unit },
    {
      what: `the same, ${LONGEST_HOURS} h to 1 h`,
      value: long / short,
      unit: 'x',
      bar: { atMost: MOST_RATIO },
    },
    {
      what: `a look at ${LONGEST_HOURS} h, once a minute`,
      value: least(longest, 'sweep'),
      unit,
      bar: { atMost: MOST_SWEEP_MS },
    },
  ]
}

/** An origin that finds the day on its disk, and has read nothing of it. */
async function goBack({ mediaDir, dvrDir }: Places, until: number): Promise<Figure[]> {
  mkdirSync(join(mediaDir, CHANNEL), { recursive: true })
  writeFileSync(join(mediaDir, CHANNEL, 'air.json'), JSON.stringify(offAir()))
  const port = await freePort()
  const env = { ...process.env, MEDIA_DIR: mediaDir, DVR_DIR: dvrDir, ORIGIN_PORT: String(port) }
  const main = join(import.meta.dirname, '../../agent/dist/origin.js')
  const origin = startChild(process.execPath, [main], { env: { ...env, LOG_LEVEL: 'warn' } })
  const playlist = `http://127.0.0.1:${port}/streams/day/index.m3u8`
  try {
    const isThere = async () => (await fetch(`${playlist}?window=1`)).status === 404
    await waitFor('the origin to serve', () => isThere().catch(() => false))
    const seeks: number[] = []
    for (let hour = 0; hour < HOURS; hour += RANGE_HOURS) {
      // The first second of the oldest hour goes while this is measured.
      const [from, to] = [hour, hour + RANGE_HOURS].map((of) => {
        return Math.round(until / 1000) - (HOURS - of) * HOUR_SECONDS + (of === 0 ? 60 : 0)
      })
      seeks.push(await seek(`${playlist}?start=${from}&end=${to}`))
    }
    const window = `${playlist}?window=${RANGE_HOURS * HOUR_SECONDS}`
    const [whole, delta] = [await textAt(window), await textAt(`${window}&_HLS_skip=YES`)]
    if (!delta.includes('#EXT-X-SKIP:')) throw new Error('The playlist has nothing left out')
    return [
      {
        what: `a seek to hours that were not read, slowest of ${seeks.length}`,
        value: Math.max(...seeks),
        unit: 'ms',
        bar: { atMost: 1000 },
        note: `playlist of ${RANGE_HOURS} h and the first segment of it`,
      },
      {
        what: 'a delta playlist',
        value: Buffer.byteLength(delta),
        unit: 'bytes',
        bar: { atMost: 4096 },
        note: `the whole one: ${Buffer.byteLength(whole)} bytes, neither compressed`,
      },
    ]
  } finally {
    await origin.stop()
  }
}

/** Milliseconds until a player has the list of a range and its first segment. */
async function seek(address: string): Promise<number> {
  const from = performance.now()
  const text = await textAt(address)
  const segment = text.split('\n').find((line) => line !== '' && !line.startsWith('#'))
  if (segment === undefined) throw new Error(`Nothing is listed at ${address}`)
  const answer = await fetch(new URL(segment, address))
  if (!answer.ok) throw new Error(`${answer.status} for ${segment}`)
  await answer.arrayBuffer()
  return performance.now() - from
}

async function textAt(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status} for ${address}: ${await answer.text()}`)
  return answer.text()
}

function offAir(): AirFile {
  return AirFile.parse({
    channelId: CHANNEL,
    slug: 'day',
    name: 'Day',
    onAir: false,
    runs: [],
    hls: HlsSettings.parse({}),
    slate: SlateSettings.parse({}),
    reserveSegments: 0,
    dvrWindowSeconds: HOURS * HOUR_SECONDS,
  })
}
