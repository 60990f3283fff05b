/** No encoder of ours and no sane source goes so long without a keyframe. */
export const LONGEST_SECONDS = 60

/** One complete segment as FFmpeg lists it in its run's private playlist. */
export type ListedSegment = {
  /** Counted from 0 in each run. */
  index: number
  file: string
  durationSeconds: number
  /** Milliseconds since 1970. */
  startsAt: number
}

const ENTRY =
  /#EXTINF:([\d.]+),[^\n]*\n(?:#EXT-X-PROGRAM-DATE-TIME:([^\n]+)\n)?(?:#[^\n]*\n)*((\d+)\.ts)\n/g

/** The same, with its date as it is written. */
type ListedEntry = Omit<ListedSegment, 'startsAt'> & { date: string }

/** Reads the whole entries in a tail of the playlist; one that is cut off at either end is left out. */
export function parsePrivatePlaylist(tail: string): ListedSegment[] {
  return entriesIn(tail).map(datedEntry)
}

/** Most of those in a tail are known already: they need no date. */
export function entriesIn(tail: string): ListedEntry[] {
  return [...tail.matchAll(ENTRY)].flatMap((match) => {
    const [, seconds, date = '', file = '', number] = match
    const durationSeconds = Number(seconds)
    if (!(durationSeconds > 0)) return []
    return [{ index: Number(number), file, durationSeconds, date }]
  })
}

export function datedEntry({ date, ...entry }: ListedEntry): ListedSegment {
  return { ...entry, startsAt: Date.parse(isoOf(date)) }
}

/** Whether FFmpeg has said that the last segment listed is the last of all. */
export function isClosed(tail: string): boolean {
  return tail.includes('#EXT-X-ENDLIST')
}

/** FFmpeg writes `+0000` where ISO 8601 wants `+00:00`. */
function isoOf(date: string): string {
  return date.trim().replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
}
