import { createServer, type ServerResponse } from 'node:http'
import { type Child, startChild } from '../stack/child.ts'
import { listenLocally } from '../stack/local-server.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type LiveSource, loopedInput } from './live-source.ts'

export type ChangingSource = LiveSource & {
  /** Goes on with other footage, as an encoder does that was set up anew; resolves when it is sent. */
  become(footage: ClipOptions): Promise<void>
  /** Sends no packets of audio while it is mute, and its tables say nothing of that. */
  setMute(mute: boolean): void
  /** Seconds of its timestamps now. */
  clock(): number
}

const PACKET_BYTES = 188
const BURST_BYTES = 250_000
/** As FFmpeg numbers the first track behind the picture. */
const AUDIO_PID = 0x101

/** A live MPEG-TS over HTTP whose footage can be changed under its clients. `clockStart` in seconds. */
export async function startChangingTs(
  footage: ClipOptions = {},
  clockStart = 0,
): Promise<ChangingSource> {
  const clients = new Set<ServerResponse>()
  const startedAt = performance.now()
  const clock = () => clockStart + (performance.now() - startedAt) / 1000
  let kept = Buffer.alloc(0)
  let isMute = false
  const count = continuityCounter()
  const send = (sent: Buffer) => {
    const packets = isMute ? withoutAudio(sent) : sent
    count(packets)
    kept = Buffer.concat([kept, packets])
    kept = kept.subarray(
      kept.length - Math.min(kept.length, BURST_BYTES - (BURST_BYTES % PACKET_BYTES)),
    )
    for (const client of clients) client.write(packets)
  }
  let feed: Feed | null = null
  const become = async (next: ClipOptions) => {
    const before = feed
    feed = await startFeed(
      await testClip(next),
      clock(),
      () => {
        before?.mute()
        kept = Buffer.alloc(0)
      },
      send,
    )
    await before?.child.stop()
  }
  await become(footage)
  const local = await listenLocally(
    createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp2t', 'cache-control': 'no-store' })
      response.write(kept)
      clients.add(response)
      response.on('close', () => clients.delete(response))
    }),
  )
  return {
    url: `http://127.0.0.1:${local.port}/live.ts`,
    become,
    setMute: (mute) => {
      isMute = mute
    },
    clock,
    close: async () => {
      await Promise.all([local.close(), feed?.child.stop()])
    },
  }
}

type Feed = { child: Child; mute(): void }

/** Sends whole packets only, so that the next feed can go on behind any of them. Resolves with the first. */
function startFeed(
  clip: string,
  clockSeconds: number,
  onFirst: () => void,
  send: (packets: Buffer) => void,
): Promise<Feed> {
  const output = ['-c', 'copy', '-map', '0', '-f', 'mpegts', '-flush_packets', '1', 'pipe:1']
  const offset = ['-output_ts_offset', clockSeconds.toFixed(3)]
  const child = startChild('ffmpeg', [...loopedInput(clip), ...offset, ...output], {
    pipeStdout: true,
  })
  let muted = false
  let rest = Buffer.alloc(0)
  return new Promise((resolve, reject) => {
    void child.exited.then(() => reject(new Error(`No footage: ${child.output()}`)))
    let first = true
    child.process.stdout?.on('data', (chunk: Buffer) => {
      const bytes = Buffer.concat([rest, chunk])
      const whole = bytes.length - (bytes.length % PACKET_BYTES)
      rest = bytes.subarray(whole)
      if (whole === 0 || muted) return
      if (first) onFirst()
      first = false
      send(bytes.subarray(0, whole))
      resolve({ child, mute: () => (muted = true) })
    })
  })
}

function withoutAudio(packets: Buffer): Buffer {
  const others: Buffer[] = []
  for (let at = 0; at < packets.length; at += PACKET_BYTES) {
    const isAudio = (packets.readUInt16BE(at + 1) & 0x1fff) === AUDIO_PID
    if (!isAudio) others.push(packets.subarray(at, at + PACKET_BYTES))
  }
  return Buffer.concat(others)
}

/** Counts packets on over all feeds, as a multiplexer does behind which encoders change. */
function continuityCounter(): (packets: Buffer) => void {
  const counters = new Map<number, number>()
  return (packets) => {
    for (let at = 0; at < packets.length; at += PACKET_BYTES) {
      const pid = packets.readUInt16BE(at + 1) & 0x1fff
      const flags = packets.readUInt8(at + 3)
      const hasPayload = (flags & 0x10) !== 0
      const counter = ((counters.get(pid) ?? 15) + (hasPayload ? 1 : 0)) & 0x0f
      counters.set(pid, counter)
      packets.writeUInt8((flags & 0xf0) | counter, at + 3)
    }
  }
}
