import type { PublishedSegment } from '@cashbacktv/contract'
import { MOST_BREAKS } from '@cashbacktv/contract'
import fc from 'fast-check'
import { parse, setOptions, types } from 'hls-parser'
import { describe, expect, test } from 'vitest'
import { LIVE, renderPlaylist } from '../playlist.ts'
import { clear, freshWindow, publish, type Window } from '../window.ts'
import { cueTags } from './cue-tags.ts'
import { placed, withCues } from './cued-window.ts'
import type { PlacedCue } from './follow-breaks.ts'

setOptions({ strictMode: true })

const START = Date.UTC(2026, 10, 28, 12)
const SECTION = 'fc30aa'

/** Times are seconds since the first slot. */
class Timeline {
  window: Window = freshWindow('6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001' as never, 2, START)
  end = 0

  /** Slots of two seconds, one after the other, or after a gap. */
  slots(count: number, { gap = 0, keep = 30 } = {}): this {
    this.end += gap
    for (let at = 0; at < count; at++) {
      const slot: PublishedSegment = {
        path: `maaaaaa1-0123456789abcdef/${at}.ts`,
        discontinuity: at === 0 && gap > 0,
        ...placed(this.window, START + this.end * 1000, 2),
      }
      this.window = publish(this.window, slot, keep, START).window
      this.end += 2
    }
    return this
  }

  cue(kind: PlacedCue['kind'], at: number, change: Partial<PlacedCue> = {}): this {
    const cue: PlacedCue = {
      kind,
      eventId: 1,
      segmentType: null,
      at: 0,
      plannedSeconds: null,
      returns: false,
      date: START + at * 1000,
      hex: SECTION,
      ...change,
    }
    this.window = withCues(this.window, [cue])
    return this
  }

  text(cues: 'daterange' | 'daterange-and-cue-out' = 'daterange-and-cue-out'): string {
    return renderPlaylist(this.window, null, { ...LIVE, seal: null, cues })
  }

  /** What a strict reader finds: begins, and lengths where they are over. */
  ranges() {
    const playlist = parse(this.text())
    if (!(playlist instanceof types.MediaPlaylist)) throw new Error('No segments are listed')
    return playlist.segments.flatMap(({ dateRange }) =>
      dateRange?.start === undefined
        ? []
        : [{ from: (dateRange.start.getTime() - START) / 1000, seconds: dateRange.duration }],
    )
  }

  /** Tags of breaks and segments, in their order: `. OUT:30.000 . CONT . IN .` */
  marks(): string {
    return this.text()
      .split('\n')
      .flatMap((line) => {
        if (line.startsWith('#EXTINF')) return ['.']
        const [, name, value = ''] = /^#EXT-X-CUE-(OUT-CONT|OUT|IN)(.*)$/.exec(line) ?? []
        return name === undefined ? [] : [name === 'OUT-CONT' ? 'CONT' : `${name}${value}`]
      })
      .join(' ')
  }
}

const BREAK = { plannedSeconds: 6, returns: true }

describe('a break', () => {
  test('is told of as soon as it is announced, and then where it is to the millisecond', () => {
    const line = new Timeline().slots(2).cue('out', 9.28, BREAK).slots(1)
    expect(line.text()).toContain('START-DATE="2026-11-28T12:00:09.280Z",PLANNED-DURATION=6.000')
    expect(line.text()).not.toMatch(/,DURATION=|CUE-OUT/)
    expect(line.slots(6).ranges()).toEqual([{ from: 9.28, seconds: 6 }])
    expect(line.text().match(/DATERANGE/g)).toHaveLength(1)
  })

  test('is marked at the nearest edges, and each segment inside of it', () => {
    const line = new Timeline().slots(1).cue('out', 4.9, BREAK).slots(8)
    expect(line.marks()).toBe('. . OUT:6.000 . CONT . CONT . IN . . . .')
    expect(line.text('daterange')).not.toContain('CUE-OUT')
    const later = new Timeline().slots(1).cue('out', 5.1, BREAK).slots(8)
    expect(later.marks()).toBe('. . . OUT:6.000 . CONT . CONT . IN . . .')
  })

  test('without an end goes on until it is told to end, under whatever number', () => {
    const line = new Timeline().slots(1).cue('out', 4, { plannedSeconds: 6 }).slots(9)
    expect(line.ranges()).toEqual([{ from: 4, seconds: undefined }])
    line.cue('in', 22, { eventId: 2, hex: 'fc30bb' }).slots(3)
    expect(line.ranges()).toEqual([{ from: 4, seconds: 18 }])
    expect(line.text()).toContain('SCTE35-OUT=0xFC30AA,SCTE35-IN=0xFC30BB')
  })

  test('that nobody ends is over where the next one begins', () => {
    const line = new Timeline().slots(1).cue('out', 4, { plannedSeconds: 6 }).slots(5)
    line.cue('out', 16, { ...BREAK, eventId: 2 }).slots(8)
    expect(line.ranges()).toEqual([
      { from: 4, seconds: 12 },
      { from: 16, seconds: 6 },
    ])
  })

  test('that is ended early, and told so late, ended there', () => {
    const line = new Timeline().slots(1).cue('out', 4, BREAK).slots(4)
    expect(line.cue('in', 8).slots(2).ranges()).toEqual([{ from: 4, seconds: 4 }])
  })

  test('that is called off before it begins is not told of any more; afterwards it was', () => {
    const line = new Timeline().slots(1).cue('out', 8, BREAK).slots(1)
    expect(line.ranges()).toHaveLength(1)
    expect(line.cue('cancel', 4).slots(1).ranges()).toEqual([])
    const begun = new Timeline().slots(1).cue('out', 4, BREAK).slots(2).cue('cancel', 6)
    expect(begun.slots(4).ranges()).toEqual([{ from: 4, seconds: 6 }])
  })

  test('that is announced again is one; for another time it is another', () => {
    const again = new Timeline().slots(1).cue('out', 8, BREAK).cue('out', 8.001, BREAK).slots(1)
    expect(again.ranges().map(({ from }) => from)).toEqual([8])
    expect(
      again
        .cue('out', 12, BREAK)
        .slots(1)
        .ranges()
        .map(({ from }) => from),
    ).toEqual([12])
  })

  test('keeps its begin once it is on air, whatever another run makes of it', () => {
    const line = new Timeline().slots(1).cue('out', 4, BREAK).slots(2)
    line.cue('out', 4.7, BREAK).slots(5, { gap: 0.4 })
    expect(line.ranges()).toEqual([{ from: 4, seconds: 6 }])
  })

  test('goes on over a slate and another run, and is over where it ends in between', () => {
    const line = new Timeline().slots(1).cue('out', 2.9, BREAK).slots(2).slots(3, { gap: 1.5 })
    expect(line.marks()).toBe('. OUT:6.000 . CONT . CONT . IN . .')
    const gone = new Timeline().slots(1).cue('out', 2.9, BREAK).slots(2).slots(3, { gap: 20 })
    expect(gone.marks()).toBe('. OUT:6.000 . CONT . IN . . .')
  })

  test('is forgotten off air', () => {
    const line = new Timeline().slots(1).cue('out', 3, { plannedSeconds: 6 }).slots(2)
    line.window = clear(line.window).window
    expect(line.slots(2).text()).not.toContain('DATERANGE')
    const kept = new Timeline().slots(1).cue('out', 3.5, { plannedSeconds: 6 }).slots(3)
    const { segments } = kept.window
    kept.window = clear(kept.window).window
    const all = [...segments, ...kept.slots(2).window.segments]
    const tags = cueTags(all, 'daterange-and-cue-out')
    expect(tags.get(4)).toEqual(['#EXT-X-CUE-IN'])
  })

  test('slides out with its last segment, its begin before the first that is listed', () => {
    const line = new Timeline().slots(1).cue('out', 3, BREAK).slots(5, { keep: 3 })
    expect(line.ranges()).toEqual([{ from: 3, seconds: 6 }])
    expect(line.marks()).toBe('CONT . CONT . IN .')
    expect(line.slots(12, { keep: 3 }).text()).not.toContain('DATERANGE')
  })
})

test('a player that has most of a list is told of the breaks of all of it', () => {
  const { segments } = new Timeline().slots(1).cue('out', 3, BREAK).slots(12).window
  const [tag] = cueTags(segments.slice(-2), 'daterange', { all: segments }).get(0) ?? []
  expect(tag).toContain('2026-11-28T12:00:03.000Z')
})

const CUES = fc.array(
  fc.record({
    kind: fc.constantFrom('out', 'in', 'cancel'),
    eventId: fc.nat({ max: 40 }),
    ahead: fc.integer({ min: -20, max: 60 }),
    plannedSeconds: fc.option(fc.nat({ max: 100 })),
    returns: fc.boolean(),
    slots: fc.nat({ max: 2 }),
  }),
  { maxLength: 120 },
)

test('whatever comes, little is followed, playlists are strict, and a begin that was on air stays', () => {
  fc.assert(
    fc.property(CUES, (cues) => {
      const line = new Timeline().slots(1)
      const begins = new Map<string, string>()
      for (const { kind, ahead, slots, ...cue } of cues) {
        line.cue(kind, line.end + ahead, cue as Partial<PlacedCue>).slots(slots, { keep: 6 })
        expect(line.window.breaks?.length ?? 0).toBeLessThanOrEqual(MOST_BREAKS)
        // Breaks of several kinds may overlap, which the reader forbids to all of one class.
        parse(line.text().replaceAll(/CLASS="[^"]*",/g, ''))
        for (const [, id = '', begin = ''] of line
          .text()
          .matchAll(/ID="([^"]+)".*START-DATE="([^"]+)"/g)) {
          expect(begins.get(id) ?? begin).toBe(begin)
          begins.set(id, begin)
        }
      }
    }),
    { numRuns: 60 },
  )
})
