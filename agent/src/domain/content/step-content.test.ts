import { ContentSettings, type LoudnessObservation, type SourceId } from '@cashbacktv/contract'
import { describe, expect, it, test } from 'vitest'
import type { SteadyRate } from '../input-figures/packet-window.ts'
import { type ContentMemory, freshContent, NO_PROFILE } from './content-memory.ts'
import type { ContentSample } from './content-sample.ts'
import { NO_LOUDNESS } from './loudness-line.ts'
import type { PictureSeen } from './picture.ts'
import { type ContentTurn, stepContent } from './step-content.ts'
import { hysteresisOf, isWithin, LEARNING_SECONDS, learntSeconds } from './thresholds.ts'

const SOURCE = '00000000-0000-4000-9000-000000000001' as SourceId
const DAY = Date.parse('2026-03-10T12:00:00Z')

const MOVING: PictureSeen = { isBlack: false, isMoving: true, hash: [1, 2] }
const BLACK: PictureSeen = { isBlack: true, isMoving: false, hash: null }
const STILL: PictureSeen = { isBlack: false, isMoving: false, hash: [1, 2] }

const pictures = (seconds: number, picture: PictureSeen): ContentSample[] =>
  Array.from({ length: seconds * 2 }, () => ({ kind: 'picture', seconds: 0.5, picture }))
const audio = (seconds: number, change: Partial<LoudnessObservation> = {}): ContentSample[] =>
  Array.from({ length: seconds * 2 }, () => ({
    kind: 'loudness',
    seconds: 0.5,
    loudness: { ...NO_LOUDNESS, momentaryLufs: -23, shortTermLufs: -23, peakDb: -6, ...change },
  }))
const packets = (
  seconds: number,
  { absent = 0, kbps = Array<number>(10).fill(3000), since = 0 } = {},
): ContentSample[] =>
  Array.from({ length: seconds }, () => ({
    kind: 'packets',
    seconds: 1,
    audioAbsentSeconds: absent,
    bitrate: { kbps, sinceSeconds: since },
  }))
const shapes = (
  seconds: number,
  shape: string,
  rate: SteadyRate | null = { framesPerSecond: 25, forSeconds: 0 },
): ContentSample[] =>
  Array.from({ length: seconds }, () => ({ kind: 'shape', seconds: 1, shape, rate }))
const low = Array<number>(10).fill(90)

/** Sample by sample, as time goes by. Answers what was told, and after how many seconds of media. */
function watch(samples: readonly ContentSample[], settings = ContentSettings.parse({})) {
  let content: ContentMemory = freshContent(SOURCE, NO_PROFILE, 0)
  let wall = DAY
  const told: (ContentTurn & { at: number })[] = []
  for (const sample of samples) {
    wall += sample.seconds * 1000
    const step = stepContent(content, [sample], settings, wall)
    content = step.content
    told.push(...step.turns.map((turn) => ({ ...turn, at: (wall - DAY) / 1000 })))
  }
  return { content, told, names: told.map(({ kind, condition }) => `${condition} ${kind}`) }
}

const alarms = (change: object) => ContentSettings.parse(change)

describe('a condition', () => {
  it.each([
    ['black', pictures(30, MOVING), pictures(9, BLACK), 5],
    ['freeze', pictures(30, MOVING), pictures(14, STILL), 10],
    ['silence', audio(30), audio(14, { momentaryLufs: null }), 10],
    ['noAudio', packets(30), packets(9, { absent: 1 }), 5],
  ])(
    '%s is told once it has lasted, not before, and when it is over',
    (kind, well, wrong, after) => {
      const { told, names } = watch([...well, ...wrong, ...well])
      expect(names).toEqual([`${kind} raised`, `${kind} cleared`])
      expect(told[0]?.at).toBe(30 + after)
      const shorter = wrong.slice(
        0,
        (wrong.length * (after - 1)) / (wrong[0]?.seconds === 1 ? 9 : 14),
      )
      expect(watch([...well, ...shorter.slice(0, after - 1), ...well]).names).toEqual([])
    },
  )

  it.each([
    ['lowBitrate', packets(5), packets(30, { kbps: low })],
    ['loudness', audio(5), audio(90, { shortTermLufs: -9 })],
    ['clipping', audio(5), audio(30, { peakDb: 0 })],
    ['changed', shapes(5, '1920x1080'), shapes(30, '720x576')],
    ['stillCard', pictures(5, { ...MOVING, hash: [7, 7] }), pictures(905, MOVING)],
  ])('%s is not looked at unless a person asks for it', (kind, well, wrong) => {
    expect(watch([...well, ...wrong]).names).toEqual([])
    const asked = alarms({ [kind]: { action: 'alarm' } })
    expect(watch([...well, ...wrong], asked).names).toEqual([`${kind} raised`])
  })

  it('lasts on over a flash, and is over when it has been away for longer', () => {
    const flash = pictures(0.5, MOVING)
    const black = pictures(4, BLACK)
    const { names } = watch([...pictures(9, BLACK), ...flash, ...black])
    expect(names).toEqual(['black raised'])
    expect(watch([...black, ...pictures(1, MOVING), ...black]).names).toEqual([])
  })

  it('counts for as long as it was raised', () => {
    const { content } = watch([...pictures(15, BLACK), ...pictures(5, MOVING)])
    expect(content.seconds.black).toBe(11)
  })
})

test('another shape that stays becomes the usual one', () => {
  const settings = alarms({ changed: { action: 'alarm' } })
  const samples = [...shapes(5, 'a'), ...shapes(70, 'b'), ...shapes(5, 'a')]
  expect(watch(samples, settings).names).toEqual([
    ...['changed raised', 'changed cleared', 'changed raised'],
  ])
})

test('a card that was found before is told of within seconds', () => {
  const settings = alarms({ stillCard: { action: 'alarm', seconds: 60 } })
  const other = pictures(20, { ...MOVING, hash: [-1, -1] }).map((sample, n): ContentSample => {
    if (sample.kind !== 'picture') return sample
    return { ...sample, picture: { ...MOVING, hash: [n * 0x01010101, -n * 0x10101010] } }
  })
  const { told } = watch([...pictures(65, MOVING), ...other, ...pictures(20, MOVING)], settings)
  expect(told.map(({ kind }) => kind)).toEqual(['raised', 'cleared', 'raised'])
  expect((told[2]?.at ?? 0) - 85).toBeLessThan(12)
})

describe('when a condition counts', () => {
  const settings = (black: object) => ContentSettings.parse({ black, timeZone: 'Europe/Istanbul' })
  const after = (black: object, profile = NO_PROFILE, wall = DAY) =>
    hysteresisOf('black', settings(black), profile, wall).raiseAfter

  it('is what a person set, else what the first day showed to be usual, else the default', () => {
    const learnt = { ...NO_PROFILE, watchedSeconds: LEARNING_SECONDS, black: 12 }
    expect([after({}), after({}, learnt), after({ seconds: 3 }, learnt)]).toEqual([5, 15, 3])
    expect(after({}, { ...learnt, watchedSeconds: 3600 })).toBe(5)
    expect(learntSeconds('black', { ...learnt, black: 1 })).toBeNull()
    expect(learntSeconds('clipping', learnt)).toBeNull()
  })

  it('is never at times of day at which it is usual', () => {
    const night = { exceptAt: '23:00-06:00, 12:30-13:00' }
    const at = (time: string) => after(night, NO_PROFILE, Date.parse(`2026-03-10T${time}:00+03:00`))
    expect(['22:59', '06:00', '12:29', '13:00'].map(at)).toEqual([5, 5, 5, 5])
    expect(['23:00', '00:10', '05:59', '12:30'].map(at)).toEqual([null, null, null, null])
    expect(isWithin('', 'UTC', DAY)).toBe(false)
    // The day of 25 hours ends at the midnight after it, as any other.
    expect(isWithin('00:15-00:10', 'Europe/Berlin', Date.parse('2027-10-30T22:30:00Z'))).toBe(true)
  })

  it('is over at such a time, though it lasts', () => {
    const quiet = ContentSettings.parse({ black: { exceptAt: '12:00-12:01' }, timeZone: 'UTC' })
    expect(watch(pictures(90, BLACK), quiet).told[0]).toMatchObject({ kind: 'raised', at: 60 })
  })
})

test('the first day is learnt from, and no other', () => {
  const { content } = watch([...pictures(20, MOVING), ...pictures(8, STILL), ...pictures(4, BLACK)])
  expect(content.profile).toMatchObject({ watchedSeconds: 32, freeze: 8, black: 4 })
  const profile = { ...content.profile, watchedSeconds: LEARNING_SECONDS }
  const [sample] = pictures(1, BLACK)
  if (sample === undefined) throw new Error('There is a sample.')
  const after = stepContent({ ...content, profile }, [sample], ContentSettings.parse({}), DAY)
  expect(after.content.profile).toEqual(profile)
})

test('times of day that cannot be read are refused', () => {
  const written = (exceptAt: string) => ContentSettings.safeParse({ black: { exceptAt } }).success
  expect(
    ['', '23:00-06:00', ' 1:00-2:00', '24:00-01:00', '10:00', '10:00-11:00,12:00-13:00'].map(
      written,
    ),
  ).toEqual([...[true, true, false, false, false, true]])
})

describe('what is only seen after a while', () => {
  const at = (samples: readonly ContentSample[], change: object) => {
    const { told } = watch(samples, alarms(change))
    return told.map((turn) => `${turn.condition} ${turn.kind} ${turn.at}`)
  }

  it('has lasted since it began: a bitrate since it fell, audio since its last packet', () => {
    const fallen = packets(30, { kbps: [400, ...low.slice(1)], since: 2 })
    expect(at([...packets(5), ...fallen], { lowBitrate: { action: 'alarm' } })).toEqual([
      // It has been low for 11 seconds with the first look, and raises with 15.
      'lowBitrate raised 10',
    ])
    expect(at([...packets(5), ...packets(9, { absent: 3 })], {})).toEqual(['noAudio raised 8'])
  })

  it('is not a bitrate whose mean is well, however low it is between keyframes', () => {
    const keyframes = [
      [3000, ...low.slice(1)],
      [...low.slice(1), 3000],
    ]
    const usual = Array.from({ length: 30 }, (_, n) => packets(1, { kbps: keyframes[n % 2] ?? [] }))
    expect(at(usual.flat(), { lowBitrate: { action: 'alarm' } })).toEqual([])
  })

  it('is another rate, and not one that is counted differently or is not steady', () => {
    const rate = (framesPerSecond: number) => ({ framesPerSecond, forSeconds: 3 })
    const other = [...shapes(5, 'a'), ...shapes(9, 'a', rate(50))]
    const on = { changed: { action: 'alarm' } }
    expect(at(other, on)).toEqual(['changed raised 8'])
    const same = [...shapes(9, 'a', rate(25.5)), ...shapes(9, 'a', null)]
    expect(at([...shapes(5, 'a'), ...same], on)).toEqual([])
  })
})
