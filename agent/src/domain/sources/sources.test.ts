import { HostSettings } from '@cashbacktv/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeChannel, sourceId } from '../../../test/channel-factory.ts'
import { reasonSaying } from '../../../test/reason-saying.ts'
import { blameSource, considerReturn, freshSources, noteProbe, refreshSources } from './sources.ts'

const settings = HostSettings.parse({})
const GONE = reasonSaying('network', 'gone', 'Gone.')
const BROKEN = reasonSaying('fatal', 'no-video', 'No video.')
const spec = makeChannel(1, {
  sources: [1, 2, 3].map((n) => ({ id: sourceId(n), url: `http://s${n}.example/live` })),
})

describe('sources', () => {
  it('stays with a source that failed once', () => {
    const after = blameSource(freshSources(spec), spec, sourceId(1), GONE, settings, 0)
    expect(after.activeId).toBe(sourceId(1))
  })

  it('moves on at once when a source can never work', () => {
    const after = blameSource(freshSources(spec), spec, sourceId(1), BROKEN, settings, 0)
    expect(after.activeId).toBe(sourceId(2))
  })

  it('blames no source for a lack of resources', () => {
    const before = freshSources(spec)
    const shortage = reasonSaying('resource', 'memory', 'No memory.')
    expect(blameSource(before, spec, sourceId(1), shortage, settings, 0)).toBe(before)
  })

  it('begins anew with the first source when the list is edited', () => {
    const before = { ...freshSources(spec), activeId: sourceId(2) }
    const edited = { ...spec, sources: [...spec.sources].reverse() }
    expect(refreshSources(before, spec)).toBe(before)
    expect(refreshSources(before, edited).activeId).toBe(sourceId(3))
  })

  it('returns only after a minute of good probes and five minutes since the last switch', () => {
    const backup = { ...freshSources(spec, sourceId(2)), switchedAt: 0 }
    const sources = noteProbe(backup, true, 200_000)
    expect(considerReturn(sources, spec, settings, 290_000).sources.activeId).toBe(sourceId(2))
    expect(considerReturn(sources, spec, settings, 300_000).sources.activeId).toBe(sourceId(1))
    const relapsed = noteProbe(sources, false, 250_000)
    expect(considerReturn(relapsed, spec, settings, 400_000).sources.activeId).toBe(sourceId(2))
  })

  it('tries every source in turn and always has one to try, whatever fails', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 6, maxLength: 40 }), (fatal) => {
        let sources = freshSources(spec)
        const tried = new Set<string>()
        fatal.forEach((isFatal, n) => {
          tried.add(sources.activeId)
          const reason = isFatal ? BROKEN : GONE
          sources = blameSource(sources, spec, sources.activeId, reason, settings, n * 100)
          expect(spec.sources.some((source) => source.id === sources.activeId)).toBe(true)
        })
        expect(tried.size).toBe(3)
      }),
    )
  })

  it('gives the first source back only after good probes and a calm time, in any order of events', () => {
    const event = fc.record({
      kind: fc.constantFrom('fails' as const, 'good probe', 'bad probe', 'look'),
      afterMs: fc.integer({ min: 0, max: 90_000 }),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (history) => {
        const model = modelSources()
        for (const { kind, afterMs } of history) {
          model.wait(afterMs)
          if (kind === 'fails') model.fail()
          else if (kind === 'look') model.look()
          else model.probe(kind === 'good probe')
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** So that each of the two is now and then what a return waits for. */
const often = HostSettings.parse({ primaryReturnSeconds: 60, sourceSwitchSeconds: 90 })

/** What the sources of a channel must do, told from the outside: instants in milliseconds. */
function modelSources() {
  const primary = sourceId(1)
  let sources = freshSources(spec)
  let now = 0
  let switchedAt = Number.NEGATIVE_INFINITY
  let goodSince: number | null = null
  const become = (next: typeof sources) => {
    if (next.activeId !== sources.activeId) switchedAt = now
    sources = next
  }
  return {
    wait(ms: number) {
      now += ms
    },
    fail() {
      if (sources.activeId === primary) goodSince = null
      become(blameSource(sources, spec, sources.activeId, GONE, often, now))
    },
    probe(good: boolean) {
      goodSince = good ? (goodSince ?? now) : null
      become(noteProbe(sources, good, now))
    },
    look() {
      const away = sources.activeId !== primary
      const earned = goodSince !== null && now - goodSince >= often.primaryReturnSeconds * 1000
      const returns = away && earned && now - switchedAt >= often.sourceSwitchSeconds * 1000
      become(considerReturn(sources, spec, often, now).sources)
      expect(away && sources.activeId === primary).toBe(returns)
      if (returns) goodSince = null
      expect(considerReturn(sources, spec, often, now).sources).toBe(sources)
    },
  }
}
