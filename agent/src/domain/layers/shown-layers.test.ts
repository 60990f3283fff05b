import { describe, expect, it } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { isLive } from '../reconcile/world.ts'
import { fixedOffsetSeconds, fixedZone } from './fixed-zone.ts'
import { shownAt } from './shown-layers.ts'

const at = (instant: string) => Date.parse(instant)
const mornings = {
  days: [1, 2, 3, 4, 5],
  start: '06:00',
  end: '10:00',
  timeZone: 'Europe/Istanbul',
}
const line = (text: string, hours: object | null = null) => ({ kind: 'text', text, hours })
const textsAt = (spec: ReturnType<typeof transcodeSpec>, wall: number) =>
  shownAt(spec, wall).spec.layers.map((layer) => ('text' in layer ? layer.text : layer.kind))

describe('layers that are shown', () => {
  it('are those of the day and the hour, by the clocks of their time zone', () => {
    const spec = transcodeSpec({ layers: [line('Always'), line('Morning', mornings)] })
    // A Monday, then a Sunday.
    expect(textsAt(spec, at('2026-06-01T02:59:00Z'))).toEqual(['Always'])
    expect(textsAt(spec, at('2026-06-01T03:00:00Z'))).toEqual(['Always', 'Morning'])
    expect(shownAt(spec, at('2026-06-01T03:00:00Z')).until).toBe(at('2026-06-01T07:00:00Z'))
    expect(textsAt(spec, at('2026-06-01T07:00:00Z'))).toEqual(['Always'])
    expect(textsAt(spec, at('2026-05-31T03:00:00Z'))).toEqual(['Always'])
  })

  it('are judged anew by a clock that was set back', () => {
    const spec = transcodeSpec({ layers: [line('Morning', mornings)] })
    expect(textsAt(spec, at('2026-06-01T04:00:00Z'))).toEqual(['Morning'])
    expect(textsAt(spec, at('2026-06-01T02:00:00Z'))).toEqual([])
  })

  it('are the same object while they are the same, and of a channel without any its own', () => {
    const plain = transcodeSpec()
    expect(shownAt(plain, 0).spec).toBe(plain)
    const spec = transcodeSpec({ layers: [{ kind: 'clock', timeZone: 'Europe/Istanbul' }] })
    const first = shownAt(spec, at('2026-06-01T03:00:00Z'))
    expect(shownAt(spec, first.until ?? 0).spec).toBe(first.spec)
  })

  it('of a clock are others when its zone puts clocks forward', () => {
    const spec = transcodeSpec({ layers: [{ kind: 'clock', timeZone: 'Europe/Berlin' }] })
    const zoneAt = (instant: string) =>
      shownAt(spec, at(instant)).spec.layers.map((layer) => 'timeZone' in layer && layer.timeZone)
    expect(zoneAt('2026-03-29T00:59:59Z')).toEqual(['+01:00'])
    expect(shownAt(spec, at('2026-03-29T00:59:59Z')).until).toBe(at('2026-03-29T01:00:00Z'))
    expect(zoneAt('2026-03-29T01:00:00Z')).toEqual(['+02:00'])
    const unknown = transcodeSpec({ layers: [{ kind: 'clock', timeZone: 'Mars/Base' }] })
    expect(shownAt(unknown, 0).spec.layers).toEqual([])
  })
})

it('writes what a zone is off UTC so that it is read back', () => {
  for (const minutes of [0, 180, 345, -570]) {
    expect(fixedOffsetSeconds(fixedZone(minutes * 60_000))).toBe(minutes * 60)
  }
  expect(fixedOffsetSeconds('Europe/Istanbul')).toBeNull()
})

it('follows the hours of a layer with a run that takes over once it delivers, and back', () => {
  const { output, layers } = transcodeSpec({ layers: [line('Now', MINUTE)] })
  const host = new ModelHost(makeDesired(1, [makeChannel(1, { output, layers })]))
  const live = () => host.runsOf(channelId(1)).filter(isLive)
  const shows = () => live().map(({ fingerprint }) => fingerprint.includes('"Now"'))
  const goOn = (until: number) => {
    while (host.now < until) {
      host.now = Math.min(until, host.now + 2000)
      host.deliver(({ firstSegmentAt }) => firstSegmentAt !== null)
      host.settle()
    }
  }
  host.settle()
  host.goOnAir()
  expect(shows()).toEqual([false])
  goOn(BEGINS - 1)
  expect(shows()).toEqual([false])
  // By itself: nothing else happens then.
  expect(host.decide().wakeAt).toBeLessThanOrEqual(BEGINS)
  for (const [instant, now] of [
    [BEGINS, true],
    [BEGINS + 60_000, false],
  ] as const) {
    goOn(instant)
    expect(shows()).toEqual([!now, now])
    host.goOnAir()
    expect(shows()).toEqual([now])
  }
  expect(host.faults).toEqual([])
})

/** The model begins 1000 s after midnight of a Thursday. */
const BEGINS = 1_020_000
const MINUTE = { days: [4], start: '00:17', end: '00:18', timeZone: 'UTC' }
