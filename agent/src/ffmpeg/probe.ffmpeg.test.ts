import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { probeSource } from './probe.ts'
import { serveOdd } from './test/odd-sources.ts'
import { serveFolder } from './test/serve-folder.ts'

const allowCidrs = ['127.0.0.0/8']
let folder: string
let server: Awaited<ReturnType<typeof serveFolder>>
let silent: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probe-'))
  server = await serveFolder(folder)
  silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const picture = (size: string) => [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=${size}:rate=30000/1001:d=2`,
  ]
  const tone = ['-f', 'lavfi', '-i', 'sine=sample_rate=48000:d=2']
  const encode = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-ac',
    '2',
  ]
  await make([...picture('640x360'), ...tone, ...encode, `${folder}/live.ts`])
  await make([...tone, '-c:a', 'aac', `${folder}/audio.ts`])
  await make([
    ...picture('320x180'),
    ...tone,
    ...encode,
    '-f',
    'hls',
    '-hls_playlist_type',
    'vod',
    `${folder}/low.m3u8`,
  ])
  await make([
    ...picture('1280x720'),
    ...tone,
    ...encode,
    '-f',
    'hls',
    '-hls_playlist_type',
    'vod',
    `${folder}/high.m3u8`,
  ])
  await writeFile(
    join(folder, 'master.m3u8'),
    '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=200000\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=900000\nhigh.m3u8\n',
  )
  await writeFile(join(folder, 'page.ts'), '<html><body>Not here</body></html>')
})

afterAll(async () => {
  silent.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

describe('probeSource', () => {
  it('says what is in a source, with a frame of it', async () => {
    const found = await probeSource(
      { url: `${server.url}/live.ts` },
      { allowCidrs, withFrame: true },
    )
    if (!found.ok) throw new Error(found.reason.message)
    expect(found.facts).toMatchObject({
      container: 'mpegts',
      video: { codec: 'h264', width: 640, height: 360, interlaced: false },
      audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
    })
    expect(found.facts.video.framesPerSecond).toBeCloseTo(29.97, 2)
    expect(found.frame?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  })

  it('takes the largest variant of an HLS master, with its own audio', async () => {
    const found = await probeSource({ url: `${server.url}/master.m3u8` }, { allowCidrs })
    if (!found.ok) throw new Error(found.reason.message)
    expect(found.facts).toMatchObject({
      container: 'hls',
      video: { width: 1280, height: 720, index: 1 },
      audio: { index: 1 },
    })
  })

  it('knows a test card without opening it, and shows a frame of it', async () => {
    const found = await probeSource(
      { url: 'testcard://640x360@25' },
      { allowCidrs: [], withFrame: true },
    )
    expect(found).toMatchObject({ ok: true, facts: { video: { width: 640, framesPerSecond: 25 } } })
    expect(found.ok && found.frame?.length).toBeGreaterThan(1000)
  })

  it.each([
    ['/missing.ts', 'network', 'not-found'],
    ['/page.ts', 'network', 'web-page'],
    ['/audio.ts', 'fatal', 'no-video'],
  ])('says why %s cannot be used', async (path, kind, code) => {
    const found = await probeSource({ url: server.url + path }, { allowCidrs })
    expect(found).toMatchObject({ ok: false, reason: { class: kind, code } })
  })

  it('refuses an address in a network that is not allowed, without opening it', async () => {
    const found = await probeSource({ url: `${server.url}/live.ts` }, { allowCidrs: [] })
    expect(found).toMatchObject({ ok: false, reason: { code: 'address-refused' } })
  })

  it('says that nothing answers', async () => {
    const found = await probeSource({ url: 'http://127.0.0.1:87/' }, { allowCidrs })
    expect(found).toMatchObject({ ok: false, reason: { code: 'connection-refused' } })
  })

  it('knows a slow camera soon when a start waits for it', async () => {
    await make(['-f', 'lavfi', '-i', 'testsrc2=s=320x240', '-frames:v', '1', `${folder}/one.jpg`])
    const picture = await readFile(`${folder}/one.jpg`)
    let sent = 0
    const camera = await serveOdd({
      camera(response) {
        response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=cam' })
        const send = () => {
          sent++
          const head = `--cam\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`
          response.write(Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n')]))
        }
        const timer = setInterval(send, 100)
        response.on('close', () => clearInterval(timer))
      },
    })
    const hurry = AbortSignal.abort()
    const found = await probeSource({ url: `${camera.url}/camera` }, { allowCidrs, hurry })
    await camera.close()
    expect(found).toMatchObject({ ok: true, facts: { container: 'mpjpeg' } })
    // It sends ten a second: without the hurry it would be looked at for 55.
    expect(sent).toBeLessThan(40)
  })

  it('ends in time when a source takes the connection and stays silent', async () => {
    const address = silent.address()
    const port = address && typeof address === 'object' ? address.port : 0
    const url = `http://127.0.0.1:${port}/live.ts`
    const found = await probeSource({ url }, { allowCidrs, timeoutMs: 1500 })
    expect(found).toMatchObject({ ok: false, reason: { class: 'network', code: 'source-silent' } })
    expect(found.tookMs).toBeLessThan(6000)
  })
})

async function make(args: string[]): Promise<void> {
  const limits = { isTool: true, timeoutMs: 30_000, maxBytes: 100_000 }
  const { code, stderr } = await runToEnd('ffmpeg', ['-v', 'error', '-y', ...args], limits)
  if (code !== 0) throw new Error(stderr)
}
