import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { z } from 'zod'
import { startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { mediaParent } from '../stack/media-parent.ts'
import { measureCost } from '../stack/process-cost.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { comparedFigures, type Figure, type Measurement, percentile } from './figure.ts'

const CONNECTIONS = 32
const ROUNDS = 3
const SECONDS = 5
/** Two seconds of 5.2 Mbit/s. */
const SEGMENT_BYTES = 1.25 * 1024 * 1024
/** Of a bare server that hands out one buffer: 1.1 when it was set, 4.7 with a read stream an answer. */
const BAR = { atMost: 1.4 }
/** Three gigabytes for each second of CPU. */
const ABSOLUTE = { atMost: 1000 / 3 }
const CHANNEL = '00000000-0000-4000-8000-000000000001'
const RUN = 'maaaaaa1-0123456789abcdef'
const Address = z.object({ port: z.int() })

/** What it costs the origin to hand the newest segment of a channel to its viewers. */
export const originServing: Measurement = {
  name: 'origin-serving',
  about: `one segment to ${CONNECTIONS} connections, ${ROUNDS} x ${SECONDS} s, beside a bare server of one buffer`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const media = tempFolder('origin-serving', mediaParent())
  const folder = join(media.path, CHANNEL, 'runs', RUN)
  const segment = join(folder, '00000000.ts')
  mkdirSync(folder, { recursive: true })
  writeFileSync(segment, randomBytes(SEGMENT_BYTES))
  const port = await freePort()
  const env = { ...process.env, MEDIA_DIR: media.path, ORIGIN_PORT: String(port) }
  const main = join(import.meta.dirname, '../../agent/dist/origin.js')
  const origin = startChild(process.execPath, [main], { env: { ...env, LOG_LEVEL: 'warn' } })
  const bareMain = join(import.meta.dirname, 'yardstick/buffer-main.ts')
  const bare = startChild('node', ['--import', 'tsx', bareMain, segment])
  try {
    const address = await waitFor('the bare server', () => {
      return bare.output().includes('}') ? Address.parse(JSON.parse(bare.output())) : null
    })
    const ofOrigin = `http://127.0.0.1:${port}/streams/_/${CHANNEL}/${RUN}/00000000.ts`
    const answers = async () => (await fetch(ofOrigin)).ok
    await waitFor('the origin to serve', () => answers().catch(() => false))
    const costs = { origin: [] as number[], bare: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      costs.origin.push(await costOfGigabyte(origin.pid, ofOrigin))
      costs.bare.push(await costOfGigabyte(bare.pid, `http://127.0.0.1:${address.port}/`))
    }
    return comparedFigures({
      what: 'origin: a gigabyte of segments',
      value: percentile(costs.origin, 0.5),
      unit: 'ms of CPU',
      reference: { what: 'a bare server of one buffer', value: percentile(costs.bare, 0.5) },
      bar: BAR,
      absolute: ABSOLUTE,
    })
  } finally {
    await Promise.all([origin.stop(), bare.stop()])
    media.remove()
  }
}

/** Milliseconds of CPU of the server for each 10^9 bytes that its clients got. */
async function costOfGigabyte(pid: number, url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let bytes = 0
  let isOver = false
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent }, (res) => {
        res.on('data', (chunk: Buffer) => {
          bytes += chunk.length
        })
        res.on('end', resolve)
        res.on('error', reject)
      }).on('error', reject)
    })
  const clients = Array.from({ length: CONNECTIONS }, async () => {
    while (!isOver) await ask()
  })
  const before = bytes
  const [cost] = await measureCost([pid], SECONDS)
  const served = bytes - before
  isOver = true
  await Promise.all(clients)
  agent.destroy()
  return ((cost?.cores ?? 0) * SECONDS * 1000) / (served / 1e9)
}
