/** Figures as screens show them, in the way of the language. `null` is always a dash: an unknown figure is never shown as 0. */
export const DASH = '–'

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB']
type Value = number | null | undefined

export type Format = ReturnType<typeof createFormat>
const made = new Map<string, Format>()

/** One a locale, because making an Intl format costs far more than using it. */
export function formatIn(locale: string): Format {
  const known = made.get(locale) ?? createFormat(locale)
  made.set(locale, known)
  return known
}

function createFormat(locale: string) {
  const digits = (most: number, least = 0) => {
    const format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    })
    return (value: number) => format.format(value)
  }
  const share = (most: number) => {
    const style = { style: 'percent', maximumFractionDigits: most } as const
    const format = new Intl.NumberFormat(locale, style)
    return (percent: number) => format.format(percent / 100)
  }
  const at = (style: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, style)
    return known((instantMs) => format.format(instantMs))
  }
  const whole = digits(0)
  const upToOne = digits(1)
  const upToTwo = digits(2)
  const one = digits(1, 1)
  const two = digits(2, 2)
  const wholeShare = share(0)
  const fineShare = share(1)
  const finestShare = share(3)
  return {
    count: known(whole),
    /** With one digit after the comma. */
    one: known(one),
    two: known(two),
    /** Encoding speed as a multiple of real time. */
    speed: known((speed) => `${two(speed)}×`),
    fps: known((fps) => (fps >= 100 ? whole(fps) : upToOne(fps))),
    /** Of one core: 100 is one core busy. */
    percent: known((percent) => (percent >= 10 ? wholeShare(percent) : fineShare(percent))),
    /** Of one, never rounded up to what it is not: 99.999 % is not all. */
    share: known((part) => finestShare(Math.floor(part * 100_000) / 1000)),
    bytes: known((bytes) => {
      let value = bytes
      let unit = 0
      while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
        value /= 1000
        unit += 1
      }
      const text = unit === 0 || value >= 100 ? whole : value >= 10 ? upToOne : upToTwo
      return `${text(value)} ${BYTE_UNITS[unit]}`
    }),
    bitrate: known((kbps) => {
      if (kbps < 1000) return `${whole(kbps)} kb/s`
      return `${(kbps >= 10_000 ? one : two)(kbps / 1000)} Mb/s`
    }),
    /** Day and time to the second, in the zone of the browser. */
    instant: at({ dateStyle: 'short', timeStyle: 'medium' }),
    timeOfDay: at({ timeStyle: 'medium' }),
  }
}

function known(format: (value: number) => string): (value: Value) => string {
  return (value) => (value == null ? DASH : format(value))
}

export type DurationUnits = { day: string; hour: string; minute: string; second: string }

/** The two largest units of a span, e.g. `3h 12m`. Negative spans count as 0. */
export function formatDuration(milliseconds: number, units: DurationUnits): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), units.day],
    [Math.floor(seconds / 3600) % 24, units.hour],
    [Math.floor(seconds / 60) % 60, units.minute],
    [seconds % 60, units.second],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  if (first === -1) return `0${units.second}`
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${unit}`)
    .join(' ')
}
