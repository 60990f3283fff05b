import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  boxed,
  fillLine,
  type MadePage,
  pageLines,
  teletextData,
  withTeletext,
} from '../../../test/teletext-stream.ts'
import { firstStamp } from '../../../test/white-pictures.ts'
import { TICKS } from '../../domain/transport-stream/clock.ts'
import { type AirLab, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { followPage } from '../domain/teletext/follow-page.ts'
import { readPackets } from '../domain/teletext/read-packets.ts'

const LIMITS = { isTool: true, timeoutMs: 20_000, maxBytes: 1e6 }
const { stdout } = await runToEnd('ffmpeg', ['-hide_banner', '-decoders'], LIMITS)
const hasOtherReader = stdout.toString().includes('libzvbi_teletextdec')

let lab: AirLab
beforeAll(async () => {
  lab = await startAirLab()
})
afterAll(() => lab.close())

/** Without the first one, which stands for the sign of a currency that libzvbi leaves out for Turkish. */
const CODES = '$@[\\]^_`{|}~ abc'
const PAGES: MadePage[] = [0, 1, 2, 3, 4, 5, 6].map((option) => ({
  page: 888,
  option,
  rows: { 19: boxed(CODES), 21: boxed(`of ${option}`) },
}))

test.skipIf(!hasOtherReader)('pages are read as libzvbi reads them', async () => {
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', 'color=black:s=64x64:r=25:d=9', '-c:v', 'libx264', '-f', 'mpegts'],
    'plain.ts',
  ])
  const plain = readFileSync(join(lab.folder, 'plain.ts'))
  const first = await firstStamp(join(lab.folder, 'plain.ts'))
  const sent = PAGES.map((page, at) => {
    const pts = first + (at + 1) * TICKS
    return { sentAt: pts, pts, lines: [...pageLines(page), fillLine(8)] }
  })
  writeFileSync(join(lab.folder, 'pages.ts'), withTeletext(plain, sent))
  const reading = ['-txt_page', '888', '-txt_format', 'text', '-txt_duration', '900']
  await lab.ffmpeg([...reading, '-i', 'pages.ts', '-map', '0:s', '-f', 'srt', 'pages.srt'])
  const blocks = readFileSync(join(lab.folder, 'pages.srt'), 'utf8')
    .replaceAll('\r', '')
    .trim()
    .split('\n\n')
  const others = blocks.map((block) => block.split('\n').slice(2))
  const follower = followPage({ page: 888, language: 'tur' })
  const ours = sent.map(({ lines }) => {
    return follower
      .take(readPackets(teletextData(lines)), 0)
      .at(-1)
      ?.rows.map(({ text }) => text)
  })
  expect(ours).toEqual(others)
})
