import type { RecordingObservation, RecordingSpec } from '@cashbacktv/contract'
import { beginOfHour, type DvrSlot } from '../domain/dvr/dvr-slot.ts'
import type { Span } from '../domain/dvr/pins.ts'
import {
  type Figures,
  figuresOf,
  isSettled,
  joined,
  NOTHING,
  withEdges,
} from '../domain/recordings/figures.ts'
import { isComplete, recorded, spanOf } from '../domain/recordings/recorded-slots.ts'
import type { Archives } from '../dvr/archives.ts'
import { withBytes } from '../dvr/hour-totals.ts'

/** Hours that are over which are read after a look, one after the other: more would take others' time. */
const HOURS_A_LOOK = 4
/** What is over is looked at again that often: its disk may have lost something. */
const KEPT_EVERY_MS = 60_000

type Known = {
  hours: Map<string, Figures>
  /** Of those that may change, as they were looked at last. */
  recent: Map<string, Figures>
  lookedAt: number
  /** Every hour has been read. */
  isWhole: boolean
  figures: Figures
}

export type RecordingFigures = {
  /** Looks at what is kept of each; more of what is new with each look. */
  look(specs: readonly RecordingSpec[], now: number): void
  of(spec: RecordingSpec, now: number): Omit<RecordingObservation, 'file'>
}

/** Figures of recordings, an hour read once after it has ended. */
export function observeRecordings(
  archives: Archives,
  folderOf: (channelId: string) => string,
): RecordingFigures {
  const known = new Map<string, Known>()
  let budget = 0
  /** What was not read when it was looked at, for the next look. */
  const toRead: { spec: RecordingSpec; read(): Promise<void> }[] = []
  let isReading = false

  async function readAll(): Promise<void> {
    isReading = true
    const all = toRead.splice(0)
    try {
      for (const { read } of all) await read()
      for (const spec of new Set(all.map((one) => one.spec))) lookAt(spec, Date.now())
    } finally {
      isReading = false
    }
  }

  function figuresOfHour(spec: RecordingSpec, hour: string, span: Span, now: number, of: Known) {
    const before = of.hours.get(hour)
    if (before) return before
    const begin = beginOfHour(hour) ?? 0
    const settled = isSettled(begin, now)
    const archive = archives.of(spec.channelId)
    const count = (slots: readonly DvrSlot[]) => {
      const folder = folderOf(spec.channelId)
      const figures = figuresOf(recorded(slots, span).map((slot) => withBytes(folder, slot)))
      const isFixed = settled && (spec.rollingSeconds === null || begin > span.from)
      if (isFixed) of.hours.set(hour, figures)
      else of.recent.set(hour, figures)
      return figures
    }
    if (archive.isRead(hour)) return count(archive.ofHour(hour))
    const known = of.recent.get(hour)
    if (known === undefined) of.isWhole = false
    if (!settled || budget-- > 0) {
      toRead.push({ spec, read: async () => void count(await archive.readHour(hour, !settled)) })
    }
    return known ?? NOTHING
  }

  function lookAt(spec: RecordingSpec, now: number): void {
    const of = known.get(spec.id) ?? fresh()
    known.set(spec.id, of)
    const isDone = of.isWhole && isComplete(spec, now)
    if (isDone && now - of.lookedAt < KEPT_EVERY_MS) return
    const span = spanOf(spec, now)
    const hours = archives.of(spec.channelId).hoursOf(span)
    of.lookedAt = now
    of.isWhole = true
    const there = new Set(hours)
    for (const known of [of.hours, of.recent]) {
      for (const hour of known.keys()) if (!there.has(hour)) known.delete(hour)
    }
    of.figures = hours.reduce<Figures>(
      (all, hour) => joined(all, figuresOfHour(spec, hour, span, now, of)),
      NOTHING,
    )
  }

  return {
    look(specs, now) {
      if (isReading) return
      budget = HOURS_A_LOOK
      toRead.length = 0
      for (const spec of specs) if (Date.parse(spec.from) <= now) lookAt(spec, now)
      const wanted = new Set<string>(specs.map(({ id }) => id))
      for (const id of known.keys()) if (!wanted.has(id)) known.delete(id)
      void readAll()
    },
    of: (spec, now) => observationOf(spec, known.get(spec.id) ?? fresh(), now),
  }
}

function observationOf(
  spec: RecordingSpec,
  { figures, isWhole }: Known,
  now: number,
): Omit<RecordingObservation, 'file'> {
  const complete = isComplete(spec, now)
  const { begin, end, ...rest } = complete ? withEdges(figures, asked(spec, figures)) : figures
  const isBegun = Date.parse(spec.from) <= now
  const kept = begin !== null || !isWhole ? ('kept' as const) : ('lost' as const)
  return {
    id: spec.id,
    state: isBegun ? (complete ? kept : 'recording') : 'waiting',
    begin: instantOf(begin),
    end: instantOf(end),
    ...rest,
    seconds: Math.round(rest.seconds * 1000) / 1000,
    missingSeconds: Math.round(rest.missingSeconds * 1000) / 1000,
  }
}

/** What it was to have: of the newest hours as many as there were. */
function asked(spec: RecordingSpec, { begin }: Figures): Span {
  const { from, to } = spanOf(spec, Number.POSITIVE_INFINITY)
  return { from: spec.rollingSeconds === null ? from : (begin ?? from), to }
}

const fresh = (): Known => ({
  hours: new Map(),
  recent: new Map(),
  lookedAt: Number.NEGATIVE_INFINITY,
  isWhole: false,
  figures: NOTHING,
})

function instantOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
