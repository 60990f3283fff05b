/**
 * When the next segment is published: at the pace of the media, so that a burst or a hiccup of the
 * source is not seen. Each publication is due one duration after the one before. How long a segment
 * had been complete when it was due is its slack; the reserve is the least slack of late, and is
 * kept near the wish by going up to a tenth slower or faster, which no player notices.
 *
 * A segment that comes after it was due moves the schedule by as much as it was late. For minutes
 * this is not won back: that is how the reserve learns a source that comes in bursts, and also how
 * a source whose clock drifts is followed.
 *
 * Latency: each segment of reserve adds its duration (2 s) to what lies between source and viewer,
 * beside the three segments that players keep by themselves. One is the default: it hides a hiccup
 * of a segment, and leaves room to notice a dead source and show a slate before a player runs dry.
 * A player that is there before the reserve is full gives that much of its own three segments, once: a
 * reserve that was used up is not built again of what players of before need against the next absence.
 * One that is there before three segments are has none to give, and stands still for as long.
 */
export type Pace = {
  /** When the last publication was due, or came when it was late. Milliseconds; null before any. */
  anchor: number | null
  /** Published since the channel came on air. */
  published: number
  /** Slack of the last punctual publications, as it would be with today's schedule. Milliseconds. */
  slacks: readonly number[]
  /** Least slack of the last minutes, late publications included. Milliseconds. */
  floorMs: number
  /**
   * How far publications of the last minutes fell behind the media, by being late or held back: so much
   * less is left to players that were there before. Milliseconds.
   */
  owedMs: number
}

export const FRESH_PACE: Pace = { anchor: null, published: 0, slacks: [], floorMs: 0, owedMs: 0 }

/** With so many listed a player has enough to start; until then nothing is held back. */
const START_SEGMENTS = 3
/** Enough to hold a whole burst of a source with segments of ten seconds. */
const REMEMBERED = 8
/** Share of a duration by which a publication may come earlier or later than the media says. */
const MOST_ADJUSTED = 0.1
/** Share of the error that one publication mends. */
const GAIN = 0.25
/** So many durations above the wish, a playlist's worth has piled up and is let go. */
const FLOODED = 4
/** Share of a duration by which the floor and what is owed are forgotten a publication: some ten minutes in all. */
const FORGETTING = 1 / 300

/** Whether a player that comes now has less than it keeps in reserve. */
export function isStarting({ published }: Pace): boolean {
  return published < START_SEGMENTS
}

/** Milliseconds at which the next segment is due; at once while a channel starts. */
export function dueAt(pace: Pace, durationMs: number, reserveMs: number, now: number): number {
  if (pace.anchor === null || isStarting(pace)) return now
  return pace.anchor + durationMs + adjustment(pace, durationMs, reserveMs)
}

function adjustment(pace: Pace, durationMs: number, reserveMs: number): number {
  if (pace.slacks.length === 0) return 0
  const low = Math.min(...pace.slacks)
  const most = durationMs * MOST_ADJUSTED
  if (low < reserveMs) {
    return Math.max(0, Math.min((reserveMs - low) * GAIN, most, reserveMs - pace.owedMs))
  }
  if (pace.slacks.length < REMEMBERED) return 0
  if (low > reserveMs + FLOODED * durationMs) return -durationMs / 2
  return -Math.max(0, Math.min((low - reserveMs) * GAIN, (pace.floorMs - most) * GAIN, most))
}

/** Of what was published last, in milliseconds, and of all that is listed at most. */
type Lasting = { durationMs: number; targetMs: number }

/** The pace after a publication that was due at `due` of a segment complete since `arrivedAt`. */
export function paced(
  pace: Pace,
  due: number,
  arrivedAt: number,
  { durationMs, targetMs }: Lasting,
): Pace {
  const published = pace.published + 1
  const slack = due - arrivedAt
  if (pace.anchor === null || isStarting(pace)) {
    return { ...pace, published, anchor: due }
  }
  // The schedule moves by what was adjusted or by what the segment was late.
  const anchor = Math.max(due, arrivedAt)
  const shift = anchor - pace.anchor - durationMs
  const floor = pace.floorMs + shift + durationMs * FORGETTING
  const owedMs = owed(pace, shift - durationMs * FORGETTING, targetMs)
  // What was known of the slack says nothing of a source that was away: it is measured anew.
  if (slack < 0) return { anchor, published, slacks: [], floorMs: 0, owedMs }
  const slacks = [...pace.slacks.map((before) => before + shift), slack].slice(-REMEMBERED)
  return { anchor, published, slacks, floorMs: Math.min(floor, slack), owedMs }
}

/** The pace after a slate segment: it says nothing of the source, and gives players nothing back. */
export function pacedBySlate(pace: Pace, due: number, { durationMs, targetMs }: Lasting): Pace {
  const owedMs = owed(pace, Math.max(0, due - (pace.anchor ?? due) - durationMs), targetMs)
  return { ...FRESH_PACE, anchor: due, published: pace.published + 1, owedMs }
}

/** What is owed after `moreMs`; nothing to players that ran dry of it and have begun to fill anew. */
function owed(pace: Pace, moreMs: number, targetMs: number): number {
  const owedMs = Math.max(0, pace.owedMs + moreMs)
  return owedMs > START_SEGMENTS * targetMs ? 0 : owedMs
}
