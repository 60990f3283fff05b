import { createServer, type ServerResponse } from 'node:http'
import { type Child, startChild } from '../stack/child.ts'
import { listenLocally } from '../stack/local-server.ts'
import type { LiveSource } from './live-source.ts'

export type MadeSource = LiveSource & {
  /** Its maker ends and begins anew with other arguments, at the same address. */
  become(input: string[]): Promise<void>
}

const PACKET_BYTES = 188
const FIRST_PMT_PID = 0x1000
/** Together less than the second in which a source is looked at, as headends keep it. */
const PMT_EVERY_MS = 150

/**
 * A live MPEG-TS over HTTP of whatever FFmpeg makes of `input`, from any moment on. `spreadTables`
 * sends its programme maps one at a time: which programme is seen first depends on the moment.
 */
export async function startMadeTs(input: string[], spreadTables = false): Promise<MadeSource> {
  const clients = new Set<ServerResponse>()
  const send = (packets: Buffer) => {
    for (const client of clients) client.write(packets)
  }
  const tables = spreadTables ? spreadMaps(send) : null
  const feed = (args: string[]) =>
    startFeed(args, (packets) => send(tables?.without(packets) ?? packets))
  let maker = feed(input)
  const local = await listenLocally(
    createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp2t', 'cache-control': 'no-store' })
      response.flushHeaders()
      clients.add(response)
      response.on('close', () => clients.delete(response))
    }),
  )
  return {
    url: `http://127.0.0.1:${local.port}/live.ts`,
    async become(next) {
      await maker.stop()
      for (const client of clients) client.destroy()
      maker = feed(next)
    },
    async close() {
      tables?.end()
      await Promise.all([local.close(), maker.stop()])
    },
  }
}

function startFeed(input: string[], send: (packets: Buffer) => void): Child {
  const args = ['-v', 'error', '-nostdin', '-re', ...input, '-f', 'mpegts']
  const child = startChild('ffmpeg', [...args, '-flush_packets', '1', 'pipe:1'], {
    pipeStdout: true,
  })
  let rest = Buffer.alloc(0)
  child.process.stdout?.on('data', (chunk: Buffer) => {
    const bytes = Buffer.concat([rest, chunk])
    const whole = bytes.length - (bytes.length % PACKET_BYTES)
    rest = bytes.subarray(whole)
    if (whole > 0) send(bytes.subarray(0, whole))
  })
  return child
}

/** Takes the programme maps out of a stream and sends each anew in its turn. */
function spreadMaps(send: (packets: Buffer) => void) {
  const maps = new Map<number, Buffer>()
  const counters = new Map<number, number>()
  let turn = 0
  const timer = setInterval(() => {
    const pids = [...maps.keys()].sort((a, b) => a - b)
    const pid = pids[turn++ % Math.max(1, pids.length)]
    const map = pid === undefined ? undefined : maps.get(pid)
    if (pid === undefined || map === undefined) return
    const counter = ((counters.get(pid) ?? 15) + 1) & 0x0f
    counters.set(pid, counter)
    const packet = Buffer.from(map)
    packet.writeUInt8((packet.readUInt8(3) & 0xf0) | counter, 3)
    send(packet)
  }, PMT_EVERY_MS)
  return {
    end: () => clearInterval(timer),
    without(packets: Buffer): Buffer {
      const others: Buffer[] = []
      for (let at = 0; at < packets.length; at += PACKET_BYTES) {
        const packet = packets.subarray(at, at + PACKET_BYTES)
        const pid = packet.readUInt16BE(1) & 0x1fff
        if (pid >= FIRST_PMT_PID && pid < FIRST_PMT_PID + 16) maps.set(pid, Buffer.from(packet))
        else others.push(packet)
      }
      return Buffer.concat(others)
    },
  }
}
