import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { EMPTY_VTT, writeVtt } from '../subtitles/web-vtt.ts'
import { initSection } from './init-section.ts'
import { mediaSegment } from './media-segment.ts'
import { readText, TEXT } from './read-text.ts'

const SLOT = { firstPts: 100 * TICKS, ticks: 2 * TICKS }
const piece = (from: number, to: number, text: string, row = 20) => {
  return { from: from * TICKS, to: to * TICKS, rows: [{ row, text }] }
}

/** What is read when, in seconds since the slot began. */
function read(vtt: string, slot = SLOT) {
  const { samples, firstPts } = readText(vtt, slot)
  let at = firstPts - slot.firstPts
  return samples.map(({ data, duration }) => {
    const from = at
    at += duration
    return [from / TICKS, at / TICKS, boxesIn(Buffer.concat([...data])).join(' ')]
  })
}

/** Boxes with what is in them; those of cues are gone into. */
function boxesIn(bytes: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, at + bytes.readUInt32BE(at))
    if (type === 'vttc') found.push(...boxesIn(content))
    else found.push(`${type}${content.toString('utf8')}`)
  }
  return found
}

test('each moment of a slot is in a sample, with what is read then', () => {
  const vtt = writeVtt(SLOT.firstPts, [piece(100.5, 101, 'a < b'), piece(101, 101.5, 'above', 4)])
  expect(read(vtt)).toEqual([
    [0, 0.5, 'vtte'],
    [0.5, 1, 'payla &lt; b'],
    [1, 1.5, 'sttgline:10% paylabove'],
    [1.5, 2, 'vtte'],
  ])
})

test('a slot without any is one empty sample, also where nothing is known of its times', () => {
  expect(read(writeVtt(SLOT.firstPts, []))).toEqual([[0, 2, 'vtte']])
  expect(read(EMPTY_VTT)).toEqual([[0, 2, 'vtte']])
  expect(readText(EMPTY_VTT, { firstPts: 7, ticks: 0 }).samples).toEqual([])
})

test('what came too late for the slot before begins before this one', () => {
  const late = writeVtt(SLOT.firstPts, [piece(99.25, 100, 'late'), piece(100, 102, 'now')])
  expect(read(late)).toEqual([
    [-0.75, 0, 'payllate'],
    [0, 2, 'paylnow'],
  ])
})

test('the clock may begin anew within a slot, or before it', () => {
  const first = 2 ** 33 - TICKS
  const vtt = writeVtt(first, [
    { from: first + TICKS, to: first + 2 * TICKS, rows: [{ row: 20, text: 'on' }] },
  ])
  expect(read(vtt, { firstPts: first, ticks: 2 * TICKS })).toEqual([
    [0, 1, 'vtte'],
    [1, 2, 'paylon'],
  ])
})

test('samples are as long as their slot, whatever the file says', () => {
  const noise = fc.string({ unit: fc.constantFrom(...'0123456789:.-> \nab'), maxLength: 80 })
  fc.assert(
    fc.property(noise, fc.nat(3), (text, seconds) => {
      const ticks = seconds * TICKS
      const vtt = `${writeVtt(SLOT.firstPts, [])}\n${text}\n00:00:00.100 --> 00:00:00.200\nx\n`
      const track = readText(vtt, { ...SLOT, ticks })
      const length = track.samples.reduce((sum, { duration }) => sum + duration, 0)
      expect(length).toBeGreaterThanOrEqual(ticks)
      mediaSegment(track, { number: 1, turns: 0 })
    }),
  )
})

test('players are told that it is text, and how it is coded', () => {
  const section = initSection(TEXT).toString('latin1')
  expect(section).toMatch(/hdlr\0{8}text[\s\S]*nmhd[\s\S]*stsd[\s\S]*wvtt[\s\S]*vttCWEBVTT/)
})
