import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AirLab, startAirLab } from './test/air-lab.ts'
import { addToPesLengths } from './test/damage.ts'
import { beepsAndFlashes, peakOf, picturesOf } from './test/measure-air.ts'

/** Apart for the eye and the ear. */
const MOST_APART = 0.06
const FLASH = "drawbox=c=white:t=fill:enable='lt(mod(t,1),0.12)'"
const BEEP = "volume='if(lt(mod(t,1),0.12),1,0)':eval=frame"
const PICTURE = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-bf', '0', '-pix_fmt', 'yuv420p'],
]

let lab: AirLab

beforeAll(async () => {
  lab = await startAirLab()
})

afterAll(() => lab.close())

describe.concurrent('audio', () => {
  it('stays in step, and no time is filled up again, when its layout changes', async () => {
    await flashing('stereo.ts', 0, 'stereo|c0=c0|c1=c0', ['-c:a', 'ac3'])
    await flashing('film.ts', 3, '5.1|FC=c0|FL=0.5*c0|FR=0.5*c0|LFE=0*c0|BL=0*c0|BR=0*c0', [
      ...['-c:a', 'ac3'],
    ])
    await flashing('again.ts', 6, 'stereo|c0=c0|c1=c0', ['-c:a', 'ac3'])
    await lab.join(['stereo.ts', 'film.ts', 'again.ts'], 'layouts.ts')
    await expectInStep('layouts.ts', 9)
  })

  it('stays in step when advertisements bring other rates and channels', async () => {
    await flashing('show.ts', 0, 'stereo|c0=c0|c1=c0', ['-c:a', 'aac'])
    await flashing('advert.ts', 10, 'mono|c0=c0', ['-c:a', 'aac', '-ar', '44100'])
    await flashing('show-again.ts', 500, 'stereo|c0=c0|c1=c0', ['-c:a', 'aac'])
    const list = ['show.ts', 'advert.ts', 'show-again.ts'].map((name) => `#EXTINF:3,\n${name}\n`)
    const text = `#EXTM3U\n#EXT-X-TARGETDURATION:3\n${list.join('#EXT-X-DISCONTINUITY\n')}`
    await writeFile(join(lab.folder, 'adverts.m3u8'), `${text}#EXT-X-ENDLIST\n`)
    await expectInStep('adverts.m3u8', 9)
  })

  it('stays in step when advertisements have pictures at another rate', async () => {
    const ends = ['-c:a', 'aac']
    await flashing('match.ts', 0, 'stereo|c0=c0|c1=c0', ends)
    await flashing('quick.ts', 20, 'stereo|c0=c0|c1=c0', ends, [], 'color=black:s=120x120:r=30:d=3')
    await flashing('match-again.ts', 300, 'stereo|c0=c0|c1=c0', ends)
    const list = ['match.ts', 'quick.ts', 'match-again.ts', 'quick.ts']
    const text = list.map((name) => `#EXTINF:3,\n${name}\n`).join('#EXT-X-DISCONTINUITY\n')
    await writeFile(
      join(lab.folder, 'rates.m3u8'),
      `#EXTM3U\n#EXT-X-TARGETDURATION:3\n${text}#EXT-X-ENDLIST\n`,
    )
    await expectInStep('rates.m3u8', 12)
  })

  // Ticks of 90 kHz: where 32 bits are full, and where all 33 are (ISO/IEC 13818-1, 2.4.3.7).
  it.each([
    ['half', 2 ** 32 / 90_000],
    ['whole', 2 ** 33 / 90_000],
  ])('stays in step where the %s of its clock is over', async (name, seconds) => {
    await flashing(`${name}.ts`, seconds - 1.5, 'stereo|c0=c0|c1=c0', ['-c:a', 'aac'])
    await expectInStep(`${name}.ts`, 3)
  })

  it('that begins after the picture is silence until then, and in step', async () => {
    await flashing('late.ts', 0, 'stereo|c0=c0|c1=c0', ['-c:a', 'mp2'], ['-itsoffset', '0.6'])
    await expectInStep('late.ts', 4)
  })

  it.each([
    ['in the centre only', '5.1|FC=c0|FL=0*c0|FR=0*c0|LFE=0*c0|BL=0*c0|BR=0*c0', 0.1, -23],
    ['in front', '5.1|FL=c0|FR=c0|FC=0*c0|LFE=0*c0|BL=0*c0|BR=0*c0', 0.1, -20],
    ['loud everywhere', '5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0', 0.9, -0.9],
  ])(
    'mixed from six channels, %s, keeps its level and is not clipped',
    async (name, layout, level, decibels) => {
      const file = `surround-${name.replaceAll(' ', '-')}.ts`
      const tone = `aevalsrc=${level}*sin(2*PI*1000*t):s=48000:d=3`
      await lab.ffmpeg([
        ...['-f', 'lavfi', '-i', 'color=s=160x90:r=25:d=3', '-f', 'lavfi', '-i', tone],
        ...['-filter_complex', `[1:a]pan=${layout}[a]`, '-map', '0:v', '-map', '[a]'],
        ...[...PICTURE, '-c:a', 'ac3', '-b:a', '384k', file],
      ])
      const peak = await peakOf((await lab.carry(lab.url(file))).out)
      expect(Math.abs(peak - decibels), `${peak} dB`).toBeLessThan(2)
    },
  )
})

describe.concurrent('a damaged source', () => {
  it('shows every picture whose packets are whole, whatever length they say they have', async () => {
    const long = ['-omit_video_pes_length', '0']
    await flashing('whole.ts', 0, 'stereo|c0=c0|c1=c0', ['-c:a', 'mp2', ...long])
    const bytes = await readFile(join(lab.folder, 'whole.ts'))
    await writeFile(join(lab.folder, 'lengths.ts'), addToPesLengths(bytes, 7))
    const pictures = await picturesOf((await lab.carry(lab.url('lengths.ts'))).out)
    expect(pictures.length).toBeGreaterThanOrEqual(72)
  })

  it('in HEVC begins with the first keyframe, without grey pictures', async () => {
    const clip = ['-f', 'lavfi', '-i', 'color=0xc02040:s=320x180:r=25:d=4']
    const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params']
    await lab.ffmpeg([...clip, ...hevc, 'log-level=none:keyint=50:scenecut=0', 'hevc.ts'])
    const bytes = await readFile(join(lab.folder, 'hevc.ts'))
    const tables = bytes.subarray(0, 3 * 188)
    const half = bytes.subarray(Math.round(bytes.length / 188 / 4) * 188)
    await writeFile(join(lab.folder, 'joined.ts'), Buffer.concat([tables, half]))
    const facts = await lab.probed(lab.url('hevc.ts'))
    const { out } = await lab.carry(lab.url('joined.ts'), { facts })
    const [first] = await picturesOf(out)
    const [red = 0, green = 0, blue = 0] = first?.pixels.subarray(0, 3) ?? []
    expect(red - Math.max(green, blue), `${red} ${green} ${blue}`).toBeGreaterThan(100)
  })
})

/** Three seconds of black and silence with a flash and a beep at the start of each. */
async function flashing(
  name: string,
  from: number,
  layout: string,
  audio: readonly string[],
  late: readonly string[] = [],
  picture = 'color=black:s=160x90:r=25:d=3',
): Promise<void> {
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', picture],
    ...[...late, '-f', 'lavfi', '-i', 'sine=f=1000:r=48000:d=3'],
    ...['-filter_complex', `[0]${FLASH}[v];[1]${BEEP},pan=${layout}[a]`, '-map', '[v]'],
    ...['-map', '[a]', ...PICTURE, ...audio, '-output_ts_offset', String(from), '-muxdelay', '0'],
    ...['-f', 'mpegts', name],
  ])
}

async function expectInStep(file: string, seconds: number) {
  const { out } = await lab.carry(lab.url(file))
  const { flashes: ends, beeps } = await beepsAndFlashes(out)
  // The last is where the picture ends.
  const flashes = ends.slice(0, -1)
  expect(flashes.length).toBeGreaterThanOrEqual(seconds - 2)
  for (const flash of flashes) {
    const apart = Math.min(...beeps.map((beep) => Math.abs(beep - flash)))
    expect(apart, `the flash at ${flash} s; beeps at ${beeps}`).toBeLessThan(MOST_APART)
  }
  return { flashes, beeps }
}
