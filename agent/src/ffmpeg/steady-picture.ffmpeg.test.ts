import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AirLab, LOGO_COLOUR, startAirLab } from './test/air-lab.ts'
import { type Box, boxOf, type Picture, picturesOf, WHITE } from './test/measure-air.ts'
import { transcodeSpec } from './test/specs.ts'

let lab: AirLab

beforeAll(async () => {
  lab = await startAirLab()
})

afterAll(() => lab.close())

describe.concurrent('a picture whose source changes under it', () => {
  it('keeps its shape and the logo in every frame when the shape of pixels changes', async () => {
    const parts = [
      await part('pal-a.ts', { aspect: '4:3', box: 68, from: 0 }),
      await part('pal-b.ts', { aspect: '16:9', box: 50, from: 2 }),
      await part('pal-c.ts', { aspect: '4:3', box: 68, from: 4 }),
    ]
    const pictures = await carried('pal.ts', parts)
    expect(pictures[0]).toMatchObject({ width: 192, height: 144 })
    expectLogoThroughout(pictures)
    expectSquare(at(pictures, 0.1), 72)
    expectSquare(at(pictures, 0.5), 54)
    expectSquare(at(pictures, 0.9), 72)
  })

  it('keeps its shape and the logo in every frame when the size changes', async () => {
    const parts = [
      await part('wide.ts', { size: '320x180', box: 72, from: 0 }),
      await part('square.ts', { size: '240x240', box: 96, from: 2 }),
      await part('wide-again.ts', { size: '320x180', box: 72, from: 4 }),
    ]
    const pictures = await carried('sizes.ts', parts)
    expect(pictures[0]).toMatchObject({ width: 320, height: 180 })
    expectLogoThroughout(pictures)
    expectSquare(at(pictures, 0.1), 72)
    expectSquare(at(pictures, 0.5), 72)
    expectSquare(at(pictures, 0.9), 72)
  })

  it.each([
    [90, 180, 320],
    [180, 320, 180],
    [270, 180, 320],
  ])('stands upright when its source is turned by %i degrees', async (degrees, width, height) => {
    const [flat, turned] = [`flat-${degrees}.ts`, `turned-${degrees}.mp4`]
    await part(flat, { size: '320x180', box: 72, from: 0 })
    const turn = ['-metadata:s:v:0', `rotate=${degrees}`, '-movflags', '+faststart']
    await lab.ffmpeg(['-i', flat, '-c', 'copy', '-bsf:a', 'aac_adtstoasc', ...turn, turned])
    const pictures = await picturesOf((await lab.carry(lab.url(turned))).out)
    expect(pictures[0]).toMatchObject({ width, height })
    expectLogoThroughout(pictures)
    expectSquare(at(pictures, 0.5), 72)
  })

  it('is shown once each though they come up to 16 ms early or late', async () => {
    const blinking = "color=black:s=160x90:r=25:d=4,drawbox=c=white:t=fill:enable='mod(n,2)'"
    // Half a picture behind the audio: the times that are hardest to round.
    const jitter = 'settb=1/90000,setpts=PTS+1800+(mod(N*7\\,5)-2)*720'
    await lab.ffmpeg([
      ...['-f', 'lavfi', '-i', `${blinking},${jitter}`, '-f', 'lavfi', '-i', 'sine=r=48000:d=4'],
      ...['-fps_mode', 'passthrough', '-enc_time_base', '1:90000', '-c:v', 'libx264', '-bf', '0'],
      ...['-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'mp2', '-muxdelay', '0'],
      'jitter.ts',
    ])
    const url = lab.url('jitter.ts')
    const found = await lab.probed(url)
    const facts = { ...found, video: { ...found.video, framesPerSecond: 25 } }
    const { out } = await lab.carry(url, { facts, spec: transcodeSpec() })
    const light = (await picturesOf(out)).map(({ pixels }) => (pixels[0] ?? 0) > 128)
    expect(light.length).toBeGreaterThanOrEqual(97)
    const twice = light.filter((white, index) => index > 0 && white === light[index - 1])
    // The first may come at the edge of its place: those after it tell.
    expect(twice.length).toBeLessThanOrEqual(1)
  })

  it('has its shape and the logo from the first frame on while nothing is known of it', async () => {
    await part('unknown.ts', { aspect: '16:9', box: 50, from: 0 })
    const { out } = await lab.carry(lab.url('unknown.ts'), { facts: null })
    const pictures = await picturesOf(out)
    expect(pictures[0]).toMatchObject({ width: 256, height: 144 })
    expectLogoThroughout(pictures)
    expectSquare(at(pictures, 0.5), 72)
  })
})

type Part = { size?: string; aspect?: string; box: number; from: number }

/** Two seconds of a white box of half or 40 % of the height, a square on the screen. */
async function part(name: string, { size = '180x144', aspect, box, from }: Part): Promise<string> {
  const height = aspect ? 72 : box
  const picture = `color=0x203040:s=${size}:r=25:d=2,drawbox=x=(iw-${box})/2:y=(ih-${height})/2:w=${box}:h=${height}:c=white:t=fill`
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=r=48000:d=2'],
    ...(aspect ? ['-aspect', aspect] : []),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '10', '-g', '25', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-ac', '2', '-output_ts_offset', String(from), '-f', 'mpegts', name],
  ])
  return name
}

async function carried(name: string, parts: readonly string[]): Promise<Picture[]> {
  await lab.join(parts, name)
  const { out } = await lab.carry(lab.url(name))
  const pictures = await picturesOf(out)
  expect(pictures.length).toBeGreaterThanOrEqual(145)
  return pictures
}

function at(pictures: readonly Picture[], part: number): Picture {
  const picture = pictures[Math.floor(pictures.length * part)]
  if (!picture) throw new Error('There is no picture.')
  return picture
}

function expectLogoThroughout(pictures: readonly Picture[]): void {
  const [{ width, height } = { width: 0, height: 0 }] = pictures
  const side = 0.2 * width
  const place = { x: 0.7 * width, y: 0.1 * height, width: side, height: side / 2 }
  const wrong = pictures.flatMap((picture, index) =>
    isNear(boxOf(picture, LOGO_COLOUR), place) ? [] : [index],
  )
  expect(wrong, 'frames without the logo in its place').toEqual([])
}

function expectSquare(picture: Picture, side: number): void {
  const { width, height } = picture
  const place = { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side }
  const box = boxOf(picture, WHITE)
  expect(isNear(box, place), `${JSON.stringify(box)} is not ${JSON.stringify(place)}`).toBe(true)
}

/** Even places, and edges that were encoded. */
function isNear(box: Box | null, place: Box): boolean {
  return (
    box !== null &&
    Math.abs(box.x - place.x) <= 4 &&
    Math.abs(box.y - place.y) <= 4 &&
    Math.abs(box.width - place.width) <= 4 &&
    Math.abs(box.height - place.height) <= 4
  )
}
