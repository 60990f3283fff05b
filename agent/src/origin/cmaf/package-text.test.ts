import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { picturePes, tables } from '../domain/cmaf/test/make-stream.ts'
import { FRAME, IDR, SETS } from '../domain/cmaf/test/read-back.ts'
import { EMPTY_VTT } from '../domain/subtitles/web-vtt.ts'
import { packagedForm } from './package-segment.ts'

const HOUR = '2026112812'
const RUN = 'maaaaaa1-0123456789abcdef'
const [AT, OTHER_AT] = [9000, 18_000]

let below: string
beforeEach(() => {
  below = mkdtempSync(join(tmpdir(), 'text-'))
})
afterEach(() => rmSync(below, { recursive: true, force: true }))

const fileOf = (number: number, extension = 'ts') =>
  `${RUN}-${String(number).padStart(8, '0')}.${extension}`

/** Two pictures from then on, made larger by so many packets without data. */
function write(room: string, number: number, { pts = AT, more = 0 } = {}): void {
  const path = join(below, HOUR, room, fileOf(number))
  mkdirSync(dirname(path), { recursive: true })
  const pictures = [pts, pts + FRAME].map((at) => picturePes({ pts: at }, [...SETS, IDR]))
  const empty = Buffer.alloc(188, 0xff)
  empty.writeUInt32BE(0x471fff10)
  writeFileSync(
    path,
    Buffer.concat([tables(), ...pictures, ...Array.from({ length: more }, () => empty)]),
  )
}

/** On the 33-bit clock, when the subtitles of a slot are seen from; null where nothing comes of them. */
async function seenFrom(number: number, name = 'subs-tur'): Promise<number | null> {
  const form = packagedForm(below, `${HOUR}/${name}/${fileOf(number, 'vtt')}`, 'text')
  const made = await form.make(Buffer.from(EMPTY_VTT))
  if (made.length === 0) return null
  return Number(made.readBigUInt64BE(made.indexOf('tfdt') + 8) % 2n ** 33n)
}

test('subtitles are placed by the smallest pictures of their slot, whatever lies beside them', async () => {
  write('hd', 1, { pts: OTHER_AT, more: 100 })
  write('low', 1)
  write('audio', 1, { pts: OTHER_AT })
  // Kept of a run that was no ladder.
  for (let number = 2; number < 50; number++) write('', number, { pts: OTHER_AT })
  expect(await seenFrom(1)).toBe(AT)
})

test('where the smallest cannot be read the next one is', async () => {
  write('hd', 1)
  mkdirSync(join(below, HOUR, 'low'))
  writeFileSync(join(below, HOUR, 'low', fileOf(1)), 'cut off')
  expect(await seenFrom(1)).toBe(AT)
})

test('pictures of a slot are read once for all of its subtitles, and again where there were none', async () => {
  expect(await seenFrom(1)).toBe(null)
  write('hd', 1)
  const names = ['subs-tur', 'subs-deu', 'subs-eng']
  expect(await Promise.all(names.map((name) => seenFrom(1, name)))).toEqual([AT, AT, AT])
  rmSync(join(below, HOUR, 'hd'), { recursive: true })
  expect(await seenFrom(1, 'subs-fra')).toBe(AT)
  expect(await seenFrom(2)).toBe(null)
})
