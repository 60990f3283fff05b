/** Figures as screens show them. `null` is always a dash: an unknown figure is never shown as 0. */
export const DASH = '–'

/** Encoding speed as a multiple of real time. */
export function formatSpeed(speed: number | null): string {
  return speed === null ? DASH : `${speed.toFixed(2)}×`
}

export function formatFps(fps: number | null): string {
  return fps === null ? DASH : fps.toFixed(fps >= 100 ? 0 : 1).replace(/\.0$/, '')
}

/** Of one core: 100 is one core busy. */
export function formatPercent(percent: number | null): string {
  return percent === null ? DASH : `${percent >= 10 ? Math.round(percent) : percent.toFixed(1)}%`
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

export function formatBytes(bytes: number | null): string {
  if (bytes === null) return DASH
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${Number(value.toFixed(digits))} ${BYTE_UNITS[unit]}`
}

export function formatBitrate(kbps: number | null): string {
  if (kbps === null) return DASH
  return kbps >= 1000
    ? `${(kbps / 1000).toFixed(kbps >= 10_000 ? 1 : 2)} Mb/s`
    : `${Math.round(kbps)} kb/s`
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
