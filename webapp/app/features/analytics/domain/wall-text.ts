/** An instant as the clock of a zone shows it, in the form of a `datetime-local` field: `2026-11-23T20:00`. */
export function wallText(instant: string, timeZone: string): string {
  const form: Intl.DateTimeFormatOptions = {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
  // Swedish writes dates as ISO 8601 does.
  return new Date(instant).toLocaleString('sv-SE', form).replace(' ', 'T')
}
