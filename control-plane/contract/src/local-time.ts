/** Local calendar and instants of a time zone, from the zone data that Node carries. */
export type LocalDate = { year: number; month: number; day: number }

const formats = new Map<string, Intl.DateTimeFormat>()

export function isKnownTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone)
    return true
  } catch {
    return false
  }
}

export function localDate(wall: number, timeZone: string): LocalDate {
  const local = new Date(wall + offsetMs(wall, timeZone))
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() }
}

/** The date so many days later, or earlier: days of 23 and 25 hours are days too. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = new Date(Date.UTC(date.year, date.month - 1, date.day + days))
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

/** 1 is Monday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay() || 7
}

/**
 * The instant at which the clocks of the zone show `time` (HH:MM) on that day: the first of two
 * when the hour is repeated, the moment after the jump when it is skipped.
 */
export function localInstant(date: LocalDate, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const asUtc = Date.UTC(date.year, date.month - 1, date.day, hours, minutes)
  const offsets = [offsetMs(asUtc - 86_400_000, timeZone), offsetMs(asUtc + 86_400_000, timeZone)]
  const exact = offsets
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetMs(instant, timeZone) === asUtc)
  if (exact.length > 0) return Math.min(...exact)
  return jumpBetween(asUtc - Math.max(...offsets), asUtc - Math.min(...offsets), timeZone)
}

/** The instant in this stretch at which the offset of the zone changes. */
function jumpBetween(from: number, to: number, timeZone: string): number {
  const before = offsetMs(from, timeZone)
  let low = from
  let high = to
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetMs(middle, timeZone) === before) low = middle === low ? high : middle
    else high = middle
  }
  return high
}

/** What the clocks of the zone are ahead of UTC. */
export function offsetMs(wall: number, timeZone: string): number {
  const parts: Record<string, number> = {}
  for (const part of formatOf(timeZone).formatToParts(wall)) parts[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  return local - Math.floor(wall / 1000) * 1000
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
