import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { startUploadServer } from '../../agent/test/upload-server.ts'
import { startHttpTs } from '../sources/http-ts.ts'
import { measureCost } from '../stack/process-cost.ts'
import { startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'

const SOURCE = { width: 1280, height: 720, bitrateKbps: 4000 }
/** Destinations of each kind. */
const EACH = 3
const SECONDS = 30

/** What it costs to send a channel on, for each destination. */
export const restreams: Measurement = {
  name: 'restreams',
  about: `a channel of ${SOURCE.bitrateKbps} kbit/s sent to ${EACH} destinations by UDP and ${EACH} by HLS push, ${SECONDS} s`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const [source, far, sink] = [
    await startHttpTs(SOURCE),
    await startUploadServer(),
    createSocket('udp4'),
  ]
  sink.bind(0, '127.0.0.1')
  await once(sink, 'listening')
  const stack = await startStack({ env: { SOURCE_ALLOW_CIDRS: '127.0.0.0/8' } })
  try {
    const udp = `udp://127.0.0.1:${sink.address().port}`
    const to = Array.from({ length: EACH }, (_, at) => [
      { name: `UDP ${at}`, url: udp },
      { name: `Push ${at}`, url: `${far.base}/${at}/index.m3u8` },
    ]).flat()
    const { id } = await stack.api.startNew({
      name: 'Sent on',
      sources: [{ url: source.url }],
      output: { mode: 'copy' },
      restreams: to,
    })
    const isSending = ({ restreamStates }: { restreamStates: { state: string }[] }) =>
      restreamStates.filter(({ state }) => state === 'sending').length === to.length
    await stack.api.waitForChannel(id, isSending, 90_000)
    const kinds = [
      ['by UDP', '-m3u8_hold_counters'],
      ['by HLS push', 'push-hls.mjs'],
    ] as const
    const found = await waitFor('a process a destination', () => {
      const pids = kinds.map(([, word]) => pidsWith(word))
      return pids.every(({ length }) => length >= EACH) ? pids : null
    })
    const costs = await Promise.all(found.map((pids) => measureCost(pids, SECONDS)))
    return kinds.flatMap(([what], at): Figure[] => {
      const own = costs[at] ?? []
      const bar = at === 0 ? { bar: { atMost: 0.01 } } : {}
      const cores = percentile(
        own.map((one) => one.cores),
        0.5,
      )
      const memory = percentile(
        own.map(({ ownMemoryBytes }) => ownMemoryBytes / 2 ** 20),
        0.5,
      )
      return [
        { what: `a destination ${what}`, value: cores, unit: 'cores', ...bar },
        { what: `the same, its memory`, value: memory, unit: 'MiB' },
      ]
    })
  } finally {
    await stack.stop()
    await Promise.all([source.close(), far.close()])
    sink.close()
  }
}

/** Of this machine; nothing else is measured meanwhile. */
function pidsWith(word: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return args.some((arg) => arg.endsWith(word)) ? [Number(name)] : []
    } catch {
      return []
    }
  })
}
