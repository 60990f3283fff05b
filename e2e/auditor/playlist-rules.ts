import { type AuditedPlaylist, type AuditedSegment, parsePlaylist } from './parse-playlist.ts'

export type Rule =
  | 'malformed'
  | 'sequence-back'
  | 'entry-changed'
  | 'listed-twice'
  | 'target-changed'
  | 'longer-than-target'
  | 'discontinuity-number'
  | 'date-jump'
  | 'stale'
  | 'not-answered'
  | 'segment-missing'
  | 'picture-without-range'
  | 'picture-differs'
  | 'without-map'

/** `at` in milliseconds since 1970. */
export type Violation = { rule: Rule; at: number; detail: string }

export type Snapshot = { at: number; text: string }

export type PlaylistRules = { look(snapshot: Snapshot): Violation[] }

/** Most a date may be off what the durations before it say, without a discontinuity between. */
const DATE_SLACK_MS = 500

/** The rules of RFC 8216 for a live playlist, over what a player saw of it one after the other. */
export function playlistRules(): PlaylistRules {
  const bySequence = new Map<number, AuditedSegment>()
  const sequenceOf = new Map<string, number>()
  let before: AuditedPlaylist | null = null
  let changedAt: number | null = null

  function* broken(playlist: AuditedPlaylist, at: number): Generator<[Rule, string]> {
    for (const what of playlist.malformed) yield ['malformed', what]
    if (before !== null) yield* comparedTo(before, playlist)
    yield* withinItself(playlist)
    yield* knownEntries(playlist)
    if (before === null || newest(playlist) !== newest(before)) changedAt = at
    const allowed = playlist.targetDurationSeconds * 1500
    if (changedAt !== null && at - changedAt > allowed) {
      yield ['stale', `nothing new for ${at - changedAt} ms`]
    }
    before = playlist
  }

  function* knownEntries(playlist: AuditedPlaylist): Generator<[Rule, string]> {
    for (const segment of playlist.segments) {
      const { sequence, uri, discontinuity } = segment
      const known = bySequence.get(sequence)
      if (known !== undefined && (known.uri !== uri || differs(known, segment))) {
        yield ['entry-changed', `${sequence} was ${known.uri}, is ${uri}`]
      }
      if (known?.uri === uri && known.discontinuity !== discontinuity) {
        yield ['discontinuity-number', `${uri}: ${known.discontinuity}, now ${discontinuity}`]
      }
      const elsewhere = sequenceOf.get(uri)
      if (elsewhere !== undefined && elsewhere !== sequence) {
        yield ['listed-twice', `${uri} is ${elsewhere} and ${sequence}`]
      }
      bySequence.set(sequence, segment)
      sequenceOf.set(uri, sequence)
    }
  }

  return {
    look({ at, text }) {
      return [...broken(parsePlaylist(text), at)].map(([rule, detail]) => ({ rule, at, detail }))
    },
  }
}

function* comparedTo(before: AuditedPlaylist, now: AuditedPlaylist): Generator<[Rule, string]> {
  if (now.mediaSequence < before.mediaSequence || newest(now) < newest(before)) {
    yield ['sequence-back', `${before.mediaSequence} became ${now.mediaSequence}`]
  }
  if (now.discontinuitySequence < before.discontinuitySequence) {
    yield ['discontinuity-number', 'the discontinuity sequence went back']
  }
  if (now.targetDurationSeconds !== before.targetDurationSeconds) {
    yield ['target-changed', `${before.targetDurationSeconds} became ${now.targetDurationSeconds}`]
  }
}

function* withinItself(playlist: AuditedPlaylist): Generator<[Rule, string]> {
  for (const [at, segment] of playlist.segments.entries()) {
    if (playlist.hasIFramesOnly && segment.bytes === null && !segment.isGap) {
      yield ['picture-without-range', segment.uri]
    }
    // RFC 8216 3.3 and 4.3.2.5, and rule 8.20 of Apple's authoring rules for HLS.
    if (isFragmented(segment) && segment.map === null) yield ['without-map', segment.uri]
    if (Math.round(segment.durationSeconds) > playlist.targetDurationSeconds) {
      yield ['longer-than-target', `${segment.uri} has ${segment.durationSeconds} s`]
    }
    const last = playlist.segments[at - 1]
    if (last === undefined || last.discontinuity !== segment.discontinuity) continue
    if (last.startsAt === null || segment.startsAt === null) continue
    const off = segment.startsAt - last.startsAt - last.durationSeconds * 1000
    if (Math.abs(off) > DATE_SLACK_MS) yield ['date-jump', `${segment.uri} is ${off} ms off`]
  }
}

function isFragmented({ uri, isGap }: AuditedSegment): boolean {
  return !isGap && /\.(mp4|m4s|m4a|m4v)$/.test(uri)
}

/** Where a playlist of pictures says something else of a slot than the one of its segments. */
export function differingPictures(segments: string, pictures: string, at: number): Violation[] {
  const [whole, parts] = [parsePlaylist(segments), parsePlaylist(pictures)]
  const differing = parts.segments.filter((picture) => {
    const segment = whole.segments.find(({ sequence }) => sequence === picture.sequence)
    if (segment === undefined) return false
    const isSame = segment.uri === picture.uri && segment.discontinuity === picture.discontinuity
    return !isSame || differs({ ...segment, bytes: picture.bytes }, picture)
  })
  return differing.map(({ sequence, uri }) => {
    return { rule: 'picture-differs', at, detail: `${sequence} is ${uri}` }
  })
}

function newest(playlist: AuditedPlaylist): number {
  return playlist.mediaSequence + playlist.segments.length
}

function differs(known: AuditedSegment, segment: AuditedSegment): boolean {
  const isSamePart =
    known.bytes?.offset === segment.bytes?.offset && known.bytes?.length === segment.bytes?.length
  return (
    known.durationSeconds !== segment.durationSeconds ||
    known.startsAt !== segment.startsAt ||
    !isSamePart
  )
}
