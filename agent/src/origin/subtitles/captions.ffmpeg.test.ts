import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AirLab, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { publishedIndex, startRun } from '../test/ladder-stage.ts'
import { CHANNEL, FIRST, type Stage, setStage } from '../test/stage.ts'

const RENDITIONS = [
  { name: 'hd', height: 288 },
  { name: 'sd', height: 144 },
]
const HLS = { segmentSeconds: 1, windowSegments: 6 }

let lab: AirLab
beforeAll(async () => {
  lab = await startAirLab()
  const encoded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-bf', '0']
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=512x288:r=25:d=12']
  await lab.ffmpeg([...picture, ...encoded, '-x264-params', 'aud=1', '-f', 'h264', 'plain.h264'])
  const plain = readFileSync(join(lab.folder, 'plain.h264'))
  writeFileSync(join(lab.folder, 'captioned.h264'), withCaptions(plain))
  for (const name of ['plain', 'captioned']) {
    await lab.ffmpeg(['-r', '25', '-f', 'h264', '-i', `${name}.h264`, '-c', 'copy', `${name}.ts`])
  }
})
afterAll(() => lab.close())

test.each([
  ['captioned', '"cc"'],
  ['plain', 'NONE'],
])('of a source that is %s players are told CLOSED-CAPTIONS=%s', async (name, told) => {
  const stage = await setStage()
  const child = await encode(stage, `${name}.ts`)
  try {
    expect((await publishedIndex(stage, 'hd', 4)).variants).toHaveLength(2)
    const text = await stage.playlist()
    expect(text.match(/CLOSED-CAPTIONS=("cc"|NONE)/g)).toEqual(
      Array(2).fill(`CLOSED-CAPTIONS=${told}`),
    )
    expect(text.includes('INSTREAM-ID="CC1"')).toBe(name === 'captioned')
    for (const rendition of ['hd', 'sd']) {
      expect(sideData(join(stage.media, CHANNEL, 'runs', FIRST, rendition, '00000003.ts'))).toBe(
        name === 'captioned',
      )
    }
  } finally {
    child.kill('SIGKILL')
    await stage.close()
  }
})

async function encode(stage: Stage, file: string) {
  const spec = { ...transcodeSpec({ renditions: RENDITIONS }), hls: HLS }
  const url = lab.url(file)
  const facts = await lab.probed(url)
  stage.air([{ runId: FIRST, ended: false }], true, { hls: HLS })
  return startRun(stage, FIRST, { spec, facts, url })
}

/** Whether frames of a segment bring captions. */
function sideData(segment: string): boolean {
  const words = ['-v', 'error', '-select_streams', 'v', '-show_frames', '-of', 'json', segment]
  const text = execFileSync('ffprobe', words, { encoding: 'utf8', maxBuffer: 1e8 })
  return text.includes('ATSC A53 Part 4 Closed Captions')
}

const DELIMITER = Buffer.from([0, 0, 0, 1, 0x09])
/** CEA-608 "erase what is shown", on the first field. */
const CAPTION = [0xfc, 0x94, 0x2c]
const MESSAGE = Buffer.from([
  ...[0xb5, 0x00, 0x31, 0x47, 0x41, 0x39, 0x34, 0x03],
  ...[0x40 | 1, 0xff, ...CAPTION, 0xff],
])

/** H.264 with a message of captions (SEI of type 4) behind the delimiter of each picture. */
function withCaptions(stream: Buffer): Buffer {
  const message = Buffer.from([0, 0, 0, 1, 0x06, 4, MESSAGE.length, ...MESSAGE, 0x80])
  const parts: Buffer[] = []
  let from = 0
  for (let at = stream.indexOf(DELIMITER); at >= 0; at = stream.indexOf(DELIMITER, at + 1)) {
    const end = at + DELIMITER.length + 1
    parts.push(stream.subarray(from, end), message)
    from = end
  }
  return Buffer.concat([...parts, stream.subarray(from)])
}
