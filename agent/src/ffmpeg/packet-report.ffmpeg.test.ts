import { expect, it } from 'vitest'
import { addPackets, inputRates, NO_PACKETS } from '../domain/input-figures/packet-window.ts'
import { packetReport } from '../domain/plan-ffmpeg/packet-report.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { createProgressSocket, progressUrl } from './progress-socket.ts'

it('FFmpeg tells the rates of a source, whatever clock its container has', async () => {
  const socket = await createProgressSocket({ port: 0 })
  const seen = new Map<string, typeof NO_PACKETS>()
  socket.onWord((address, word) => {
    if (word.kind !== 'packets') return
    seen.set(address, addPackets(seen.get(address) ?? NO_PACKETS, word.packets))
  })
  const formats = [
    ['flv', '127.9.9.1'],
    ['mpegts', '127.9.9.2'],
  ] as const
  const made = formats.map(([format, address]) => report(format, progressUrl(socket.port, address)))
  await Promise.all(made)
  for (const [format, address] of formats) {
    const rates = () => inputRates(seen.get(address) ?? NO_PACKETS)
    await expect.poll(rates, { message: format }).toMatchObject({ framesPerSecond: 25 })
    expect(rates()?.bitrateKbps, format).toBeGreaterThan(100)
  }
  await socket.close()
})

async function report(format: string, to: string): Promise<void> {
  const made = [
    ...['ffmpeg', '-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=12'],
    ...['-f', 'lavfi', '-i', 'sine=d=12', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-c:a', 'aac', '-ar', '44100', '-f', format, '-'],
  ]
  const read = ['ffmpeg', '-v', 'error', '-i', '-', ...packetReport(['0:v:0', '0:a:0'], to)]
  const quoted = (args: readonly string[]) => args.map((arg) => `'${arg}'`).join(' ')
  const script = `${quoted(made)} | ${quoted(read)}`
  const { code, stderr } = await runToEnd('sh', ['-c', script], {
    isTool: true,
    timeoutMs: 30_000,
    maxBytes: 10_000,
  })
  expect(code, stderr).toBe(0)
}
