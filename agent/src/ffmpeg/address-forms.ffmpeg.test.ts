import { type ChildProcess, spawn } from 'node:child_process'
import { createCipheriv, randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReadableSource } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeChannel, sourceId } from '../../test/channel-factory.ts'
import { planFfmpeg } from '../domain/plan-ffmpeg/plan-ffmpeg.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { hearSource } from './hear-source.ts'
import { hlsOptions } from './hls-options.ts'
import { probeSource } from './probe.ts'
import { serveDemanding } from './test/serve-demanding.ts'
import { serveUdpOnlyRtsp } from './test/udp-only-rtsp.ts'

const allowCidrs = ['127.0.0.0/8', '239.0.0.0/8']
const secret = 'token-Qx81'
const access = {
  userAgent: 'Box/7 (living room)',
  referer: 'https://panel.example/watch?id=1',
  headers: [{ name: 'X-Token', value: secret }],
}
let folder: string
let server: Awaited<ReturnType<typeof serveDemanding>>
const senders: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'addresses-'))
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=4', '-c:v', 'libx264']
  const segments = ['-g', '25', '-f', 'segment', '-segment_time', '1', join(folder, '%d.ts')]
  const limits = { isTool: true, timeoutMs: 60_000, maxBytes: 100_000 }
  await runToEnd('ffmpeg', ['-v', 'error', ...source, '-preset', 'ultrafast', ...segments], limits)
  for (const number of [0, 1, 2, 3]) {
    const cipher = createCipheriv('aes-128-cbc', '0123456789abcdef', Buffer.alloc(16))
    const plain = await readFile(join(folder, `${number}.ts`))
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
    await writeFile(join(folder, `${number}.sealed`), sealed)
  }
  server = await serveDemanding(folder, {
    'user-agent': access.userAgent,
    referer: access.referer,
    'x-token': secret,
  })
}, 60_000)

afterAll(async () => {
  for (const sender of senders) sender.kill('SIGKILL')
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function sees(source: ReadableSource) {
  const found = await probeSource(source, { allowCidrs, timeoutMs: 10_000 })
  return found.ok ? `${found.facts.video.width}x${found.facts.video.height}` : found.reason.code
}

describe('a source that lets in by headers', () => {
  it.each(['/0.ts', '/live.m3u8', '/jpg.m3u8', '/watch', '/key.m3u8'])(
    'gets them with everything that %s leads to, and is not opened without them',
    async (path) => {
      const before = server.refused.length
      expect(await sees({ url: server.url + path, ...access })).toBe('320x180')
      expect(server.refused.length).toBe(before)
      expect(await sees({ url: server.url + path })).toBe('forbidden')
      expect(
        await hearSource({ url: server.url + path, ...access }, ['127.0.0.0/8']),
      ).not.toBeNull()
      expect(await hearSource({ url: server.url + path }, ['127.0.0.0/8'])).toBeNull()
    },
    40_000,
  )

  it('is played by a run as by a probe, and none of it is in the command that is shown', async () => {
    const url = `${server.url}/live.m3u8`
    const found = await probeSource({ url, ...access }, { allowCidrs })
    if (!found.ok) throw new Error(found.reason.message)
    const { durationSeconds: _asLive, ...facts } = found.facts
    const spec = makeChannel(1)
    const source = { id: sourceId(10), url, ...access }
    const { args, command } = planFfmpeg({
      spec,
      source,
      facts,
      runDir: folder,
      logo: null,
      threadStep: 0,
      progressUrl: 'udp://127.0.0.1:9',
      capabilities: { filters: [], hlsOptions: [...(await hlsOptions())] },
    })
    expect(args).toContain(`X-Token: ${secret}\r\n`)
    for (const hidden of [secret, 'living room', 'panel.example'])
      expect(command).not.toContain(hidden)
    const { code } = await runToEnd('ffmpeg', args, {
      isTool: true,
      timeoutMs: 30_000,
      maxBytes: 1_000_000,
    })
    expect(code).toBe(0)
    expect(
      (await readFile(join(folder, 'index.m3u8'), 'utf8')).split('.ts').length,
    ).toBeGreaterThan(1)
  }, 60_000)
})

describe('RTSP of a camera that sends over UDP alone', () => {
  it('is asked over TCP first and read over UDP, unless TCP was chosen', async () => {
    const camera = await serveUdpOnlyRtsp()
    try {
      expect(await sees({ url: camera.url })).toBe('320x180')
      expect(camera.asked).toEqual(['RTP/AVP/TCP', 'RTP/AVP/UDP'])
      expect(await sees({ url: camera.url, rtspTransport: 'udp' })).toBe('320x180')
      expect(camera.asked.slice(2)).toEqual(['RTP/AVP/UDP'])
      expect(await sees({ url: camera.url, rtspTransport: 'tcp' })).not.toBe('320x180')
      expect(await sees({ url: `${camera.url}?tcp` })).not.toBe('320x180')
      expect(await sees({ url: `${camera.url}?udp` })).toBe('320x180')
    } finally {
      await camera.close()
    }
  }, 60_000)
})

describe('datagrams', () => {
  it('are received as RTP and as plain UDP, on one address, on all, and of a group', async () => {
    const ports = await freePorts()
    const group = `239.${randomInt(1, 250)}.${randomInt(1, 250)}.${randomInt(1, 250)}`
    const [a, b, c, d, e] = ports
    const local = 'localaddr=127.0.0.1'
    const forms: [format: string, to: string, read: string][] = [
      ['rtp_mpegts', `rtp://127.0.0.1:${a}`, `rtp://127.0.0.1:${a}`],
      ['rtp_mpegts', `rtp://127.0.0.1:${b}`, `rtp://@:${b}`],
      ['rtp_mpegts', `rtp://${group}:${c}?${local}&ttl=0`, `rtp://@${group}:${c}?${local}`],
      ['mpegts', `udp://127.0.0.1:${d}?pkt_size=1316`, `udp://@:${d}`],
      ['mpegts', `udp://${group}:${e}?${local}&ttl=0`, `udp://@${group}:${e}?${local}`],
    ]
    for (const [format, to, url] of forms) {
      const sender = send(format, to)
      expect(await sees({ url }), url).toBe('320x180')
      sender.kill('SIGKILL')
    }
  }, 90_000)
})

describe('SRT', () => {
  it('sends a streamid and a passphrase to the last character, and can wait for its sender', async () => {
    const [port, other] = await freePorts()
    const passphrase = 'a+b#c@d:e/f%'
    const called = send('mpegts', `srt://127.0.0.1:${port}?mode=listener`, [
      '-passphrase',
      passphrase,
    ])
    const url = `srt://127.0.0.1:${port}?streamid=#!::r=live/cam+1,m=request&passphrase=a+b#c@d:e/f%25`
    await expect.poll(() => sees({ url }), { timeout: 30_000 }).toBe('320x180')
    called.kill('SIGKILL')
    const waiting = sees({ url: `srt://:${other}?mode=listener&passphrase=a+b#c@d:e/f%25` })
    const caller = setInterval(
      () => send('mpegts', `srt://127.0.0.1:${other}`, ['-passphrase', passphrase]),
      1500,
    )
    expect(await waiting).toBe('320x180')
    clearInterval(caller)
  }, 60_000)
})

function send(format: string, url: string, options: string[] = []): ChildProcess {
  const source = '-v error -nostdin -re -f lavfi -i testsrc2=s=320x180:r=25'
  const encode = '-c:v libx264 -preset ultrafast -g 12 -pix_fmt yuv420p'
  const args = [...source.split(' '), ...encode.split(' '), '-f', format, ...options, url]
  const sender = spawn('ffmpeg', args, { stdio: 'ignore' })
  senders.push(sender)
  return sender
}

/** RTP takes the port above its own too, which is why they are two apart. */
async function freePorts(): Promise<[number, number, number, number, number]> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const first = Math.min(65_000, socket.address().port & ~1)
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return [first, first + 2, first + 4, first + 6, first + 8]
}
