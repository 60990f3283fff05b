import type { BoundsByPath, HostSettings } from '@cashbacktv/contract'

export type NumberKey = Exclude<keyof HostSettings, 'sourceAllowCidrs'>
export type Unit = 'second' | 'segment' | 'restart' | 'start' | 'percent'
/** What was typed, by the name of the field. */
export type SettingsTyped = Record<string, string>
export type SettingsProblem =
  | { path: string; kind: 'number' | 'whole' }
  | { path: string; kind: 'range'; min: number; max: number }
/** As a number is typed: a share in percent. */
export type TypedBounds = { min: number; max: number; isWhole: boolean }

/** The numbers by what they are about, in the order in which they are shown, each with its unit. */
export const SETTINGS_GROUPS = {
  health: { healthCheckSeconds: 'second', stallSeconds: 'second', startTimeoutSeconds: 'second' },
  restarts: {
    encodingMaxRestarts: 'restart',
    encodingWindowSeconds: 'second',
    restartCooldownSeconds: 'second',
    healthyResetSeconds: 'second',
    slowRetrySeconds: 'second',
  },
  sources: { primaryReturnSeconds: 'second', sourceSwitchSeconds: 'second' },
  publishing: { reserveSegments: 'segment' },
  fleet: {
    maxConcurrentStarts: 'start',
    cpuReserveShare: 'percent',
    maxStopShare: 'percent',
    mediaQuotaShare: 'percent',
  },
} as const satisfies Record<string, Partial<Record<NumberKey, Unit>>>

const { health, restarts, sources, publishing, fleet } = SETTINGS_GROUPS
const UNITS: Readonly<Record<NumberKey, Unit>> = {
  ...health,
  ...restarts,
  ...sources,
  ...publishing,
  ...fleet,
}

export function isNumberKey(name: string): name is NumberKey {
  return Object.hasOwn(UNITS, name)
}

export const NUMBER_KEYS: readonly NumberKey[] = Object.keys(UNITS).filter(isNumberKey)

export function unitOf(key: NumberKey): Unit {
  return UNITS[key]
}

/** Of the contract, in the unit in which the number is typed. */
export function boundsOfNumber(bounds: BoundsByPath, key: NumberKey): TypedBounds {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, isWhole = false } = bounds[key] ?? {}
  return { min: shown(key, min), max: shown(key, max), isWhole }
}

/** The settings as texts of a form. */
export function typedOf(settings: HostSettings): SettingsTyped {
  const numbers = NUMBER_KEYS.map((key) => [key, textOf(key, settings)])
  return {
    ...Object.fromEntries(numbers),
    sourceAllowCidrs: settings.sourceAllowCidrs.join('\n'),
  }
}

/** The value of one field as a text, empty where the host chooses. */
export function textOf(key: NumberKey, settings: HostSettings): string {
  const value = settings[key]
  return value === null ? '' : String(shown(key, value))
}

function shown(key: NumberKey, value: number): number {
  return UNITS[key] === 'percent' ? Math.round(value * 1000) / 10 : value
}

/**
 * What is to be sent, or the numbers that are wrong by the contract's bounds. One may be left empty
 * where the host chooses by default. Networks are judged by the API.
 */
export function readTyped(
  typed: SettingsTyped,
  bounds: BoundsByPath,
  defaults: HostSettings,
): { ok: true; settings: HostSettings } | { ok: false; problems: SettingsProblem[] } {
  const problems: SettingsProblem[] = []
  const numbers = NUMBER_KEYS.map((key) => {
    const text = (typed[key] ?? '').trim()
    if (text === '' && defaults[key] === null) return [key, null]
    const problem = problemOf(key, text, boundsOfNumber(bounds, key))
    if (problem) problems.push(problem)
    return [key, UNITS[key] === 'percent' ? Number(text) / 100 : Number(text)]
  })
  if (problems.length > 0) return { ok: false, problems }
  const sourceAllowCidrs = (typed.sourceAllowCidrs ?? '').split(/[\s,]+/).filter(Boolean)
  return { ok: true, settings: { ...Object.fromEntries(numbers), sourceAllowCidrs } }
}

function problemOf(
  path: NumberKey,
  text: string,
  { min, max, isWhole }: TypedBounds,
): SettingsProblem | null {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return { path, kind: 'number' }
  if (value < min || value > max) return { path, kind: 'range', min, max }
  return isWhole && !Number.isInteger(value) ? { path, kind: 'whole' } : null
}
