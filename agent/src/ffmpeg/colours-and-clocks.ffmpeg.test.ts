import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { ChannelSpec } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { type AirLab, logoSpec, startAirLab } from './test/air-lab.ts'
import { type Picture, picturesOf } from './test/measure-air.ts'

let lab: AirLab

beforeAll(async () => {
  lab = await startAirLab()
})

afterAll(() => lab.close())

describe.concurrent('a source of another kind of picture', () => {
  it('in HDR is as light as it is meant to be, and says the colours it has', async () => {
    const ramp = 'color=gray:s=320x180:r=25:d=2,format=gray10'
    const light = "geq=lum='64+876*X/W',format=yuv420p10le"
    const hdr = 'colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc'
    await lab.ffmpeg([
      ...['-f', 'lavfi', '-i', `${ramp},${light}`, '-c:v', 'libx265', '-preset', 'ultrafast'],
      ...['-x265-params', `log-level=none:keyint=25:${hdr}`, 'hdr.ts'],
    ])
    const { out } = await lab.carry(lab.url('hdr.ts'))
    const [picture] = await picturesOf(out)
    // PQ at 0.58 is the white of a page, and 0.42 a middle grey; passed on they would be 148 and 107.
    expect(grey(picture, 0.58)).toBeGreaterThan(170)
    expect(grey(picture, 0.3)).toBeLessThan(80)
    expect(await coloursOf(out)).toBe('yuv420p,tv,smpte170m,smpte170m,smpte170m')
  })

  it('of full range keeps its light', async () => {
    await lab.ffmpeg([
      ...['-f', 'lavfi', '-i', 'color=0xd0d0d0:s=320x180:r=25:d=2,format=yuvj420p'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '8', 'full.ts'],
    ])
    const { out } = await lab.carry(lab.url('full.ts'))
    const [picture] = await picturesOf(out)
    expect(Math.abs(grey(picture, 0.2) - 0xd0)).toBeLessThan(5)
    expect(await coloursOf(out)).toMatch(/^yuv420p,tv/)
  })

  it.each([
    ['frame', 50],
    ['field', 100],
  ] as const)('interlaced gives a picture of each %s when asked to', async (deinterlace, count) => {
    const file = `${deinterlace}.ts`
    const moving = "[0][1]overlay=x='mod(n*4,280)':shortest=1,tinterlace=mode=interleave_top"
    await lab.ffmpeg([
      ...['-f', 'lavfi', '-i', 'color=gray:s=320x192:r=50:d=2'],
      ...['-f', 'lavfi', '-i', 'color=white:s=40x192:r=50:d=2', '-filter_complex'],
      ...[
        `${moving},fieldorder=tff,setsar=1[v]`,
        '-map',
        '[v]',
        '-c:v',
        'mpeg2video',
        '-b:v',
        '3M',
      ],
      ...['-flags', '+ilme+ildct', '-top', '1', file],
    ])
    const { out } = await lab.carry(lab.url(file), { spec: withFields(deinterlace) })
    const pictures = await picturesOf(out)
    expect(pictures.length).toBeGreaterThan(count * 0.94)
    expect(pictures.length).toBeLessThan(count * 1.06)
    const moved = pictures.filter((picture, at) => barOf(picture) !== barOf(pictures[at - 1]))
    expect(moved.length).toBeGreaterThan(count * 0.9)
  })
})

describe.concurrent('a camera that sends one picture after another without times', () => {
  it.each([10, 4])('is carried at the pace at which %i a second come', async (rate) => {
    const file = `camera-${rate}.jpg`
    await lab.ffmpeg(['-f', 'lavfi', '-i', 'testsrc2=s=320x180', '-frames:v', '1', file])
    const camera = await startCamera(await readFile(join(lab.folder, file)), rate)
    const facts = await lab.probed(camera.url)
    const { out } = await lab.carry(camera.url, { facts, seconds: 16 })
    await camera.close()
    const text = await readFile(join(out, 'index.m3u8'), 'utf8')
    // The last one is cut where it was ended.
    const seconds = [...text.matchAll(/#EXTINF:([\d.]+)/g)].map(([, time]) => Number(time))
    seconds.pop()
    expect(facts.container).toBe('mpjpeg')
    expect(seconds.length).toBeGreaterThanOrEqual(3)
    expect(new Set(seconds)).toEqual(new Set([2]))
  })
})

async function startCamera(picture: Buffer, rate: number) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=next' })
    const send = () => {
      const head = `--next\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`
      response.write(Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n')]))
    }
    const timer = setInterval(send, 1000 / rate)
    response.on('close', () => clearInterval(timer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return {
    url: `http://127.0.0.1:${address.port}/video.mjpg`,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function withFields(deinterlace: 'frame' | 'field'): ChannelSpec {
  const spec = logoSpec()
  if (spec.output.mode !== 'transcode') throw new Error('This needs a channel that transcodes.')
  return { ...spec, output: { ...spec.output, deinterlace } }
}

/** On the lowest line, which the logo does not reach. */
function grey(picture: Picture | undefined, x: number): number {
  if (!picture) throw new Error('There is no picture.')
  const { width, height, pixels } = picture
  return pixels[((height - 4) * width + Math.round(x * width)) * 3 + 1] ?? 0
}

/** Where the white bar begins, from the left. */
function barOf(picture: Picture | undefined): number {
  if (!picture) return -1
  const columns = Array.from({ length: picture.width }, (_, x) => grey(picture, x / picture.width))
  return columns.findIndex((light) => light > 200)
}

async function coloursOf(out: string): Promise<string> {
  const entries = 'stream=pix_fmt,color_range,color_space,color_transfer,color_primaries'
  const args = ['-v', 'error', '-select_streams', 'v', '-show_entries', entries, '-of', 'csv=p=0']
  const limits = { isTool: true, timeoutMs: 20_000, maxBytes: 100_000 }
  const { stdout } = await runToEnd('ffprobe', [...args, join(out, 'index.m3u8')], limits)
  return stdout.toString().trim().split('\n').at(-1) ?? ''
}
