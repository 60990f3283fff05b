/** The time zone of a clock as a run has it: what it is off UTC, as `+03:00`. */
export function fixedZone(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => {
    return String(part).padStart(2, '0')
  })
  return `${offsetMs < 0 ? '-' : '+'}${hours}:${rest}`
}

/** Seconds; null for a zone that is not a fixed one. */
export function fixedOffsetSeconds(timeZone: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(timeZone) ?? []
  if (sign === undefined) return null
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60)
}
