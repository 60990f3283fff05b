import type { HostSettings } from '@cashbacktv/contract'

export type NumberKey = Exclude<keyof HostSettings, 'sourceAllowCidrs'>
export type Unit = 'second' | 'segment' | 'restart' | 'start' | 'percent'
export type NumberField = {
  key: NumberKey
  unit: Unit
  /** As they are typed: a share in percent. */
  min: number
  max: number
  isWhole: boolean
  /** May be left empty: the host chooses. */
  mayBeEmpty?: true
}
/** What was typed, by the name of the field. */
export type SettingsTyped = Record<string, string>
export type SettingsProblem = { path: string; kind: 'range' | 'whole' | 'number' }

const seconds = (key: NumberKey, min: number, max: number, isWhole = false): NumberField => ({
  key,
  unit: 'second',
  min,
  max,
  isWhole,
})

/** The numbers by what they are about, in the order in which they are shown. Bounds are the contract's. */
export const SETTINGS_GROUPS = [
  {
    key: 'health',
    fields: [
      seconds('healthCheckSeconds', 1, 60),
      seconds('stallSeconds', 4, 300),
      seconds('startTimeoutSeconds', 5, 300),
    ],
  },
  {
    key: 'restarts',
    fields: [
      { key: 'encodingMaxRestarts', unit: 'restart', min: 0, max: 100, isWhole: true },
      seconds('encodingWindowSeconds', 10, 86_400, true),
      seconds('restartCooldownSeconds', 1, 600),
      seconds('healthyResetSeconds', 5, 3600),
      seconds('slowRetrySeconds', 10, 3600),
    ],
  },
  {
    key: 'sources',
    fields: [seconds('primaryReturnSeconds', 5, 3600), seconds('sourceSwitchSeconds', 5, 3600)],
  },
  {
    key: 'publishing',
    fields: [{ key: 'reserveSegments', unit: 'segment', min: 0, max: 10, isWhole: true }],
  },
  {
    key: 'fleet',
    fields: [
      {
        key: 'maxConcurrentStarts',
        unit: 'start',
        min: 1,
        max: 200,
        isWhole: true,
        mayBeEmpty: true,
      },
      { key: 'cpuReserveShare', unit: 'percent', min: 0, max: 90, isWhole: false },
      { key: 'maxStopShare', unit: 'percent', min: 0, max: 100, isWhole: false },
      { key: 'mediaQuotaShare', unit: 'percent', min: 5, max: 100, isWhole: false },
    ],
  },
] as const satisfies readonly { key: string; fields: readonly NumberField[] }[]

export const NUMBER_FIELDS: readonly NumberField[] = SETTINGS_GROUPS.flatMap(
  ({ fields }): readonly NumberField[] => fields,
)

/** The settings as texts of a form. */
export function typedOf(settings: HostSettings): SettingsTyped {
  const numbers = NUMBER_FIELDS.map((field) => [field.key, textOf(field, settings)])
  return {
    ...Object.fromEntries(numbers),
    sourceAllowCidrs: settings.sourceAllowCidrs.join('\n'),
  }
}

/** The value of one field as a text, empty where the host chooses. */
export function textOf({ key, unit }: NumberField, settings: HostSettings): string {
  const value = settings[key]
  if (value === null) return ''
  return String(unit === 'percent' ? Math.round(value * 1000) / 10 : value)
}

/** What is to be sent, or the fields that are wrong. Networks are judged by the API. */
export function readTyped(
  typed: SettingsTyped,
): { ok: true; settings: HostSettings } | { ok: false; problems: SettingsProblem[] } {
  const problems = NUMBER_FIELDS.flatMap((field) => problemsOf(field, typed[field.key] ?? ''))
  if (problems.length > 0) return { ok: false, problems }
  const numbers = NUMBER_FIELDS.map((field) => {
    const text = (typed[field.key] ?? '').trim()
    const value = Number(text)
    return [field.key, text === '' ? null : field.unit === 'percent' ? value / 100 : value]
  })
  const sourceAllowCidrs = (typed.sourceAllowCidrs ?? '').split(/[\s,]+/).filter(Boolean)
  return { ok: true, settings: { ...Object.fromEntries(numbers), sourceAllowCidrs } }
}

function problemsOf(field: NumberField, typed: string): SettingsProblem[] {
  const text = typed.trim()
  if (text === '' && field.mayBeEmpty) return []
  const value = Number(text)
  const path = field.key
  if (text === '' || !Number.isFinite(value)) return [{ path, kind: 'number' }]
  if (value < field.min || value > field.max) return [{ path, kind: 'range' }]
  return field.isWhole && !Number.isInteger(value) ? [{ path, kind: 'whole' }] : []
}
