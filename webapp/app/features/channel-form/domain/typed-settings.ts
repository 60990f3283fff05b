import {
  fieldAt,
  type PathOf,
  SETTING_PATHS,
  type SettingField,
  type SettingPath,
} from './setting-fields.ts'

/** What the fields hold, as it is typed: texts stay texts until they are sent. */
export type TypedSettings = Record<Exclude<SettingPath, PathOf<'flag'>>, string> &
  Record<PathOf<'flag'>, boolean>

/** Settings, or what is to become some. */
type Settings = { [name: string]: unknown }

export function typedOf(settings: object): TypedSettings {
  return collect((path) => textOf(fieldAt(path), valueAt(settings, path.split('.'))))
}

/** Reads a submitted form. */
export function readTyped(data: FormData): TypedSettings {
  return collect((path) => {
    if (fieldAt(path).kind === 'flag') return data.get(path) === 'on'
    return String(data.get(path) ?? '').trim()
  })
}

/** The settings of `base` with what was typed in their place; nobody has judged them yet. */
export function settingsOf(typed: TypedSettings, base: object): Settings {
  let settings: Settings = { ...base }
  for (const path of SETTING_PATHS) {
    const value = settingOf(fieldAt(path), typed[path])
    if (value !== undefined) settings = withValue(settings, path.split('.'), value)
  }
  return settings
}

function collect(read: (path: SettingPath) => string | boolean): TypedSettings {
  return Object.fromEntries(SETTING_PATHS.map((path) => [path, read(path)])) as TypedSettings
}

function textOf(field: SettingField, value: unknown): string | boolean {
  if (field.kind === 'flag') return value === true
  if (Array.isArray(value)) return value.join(', ')
  if (field.kind !== 'number' || typeof value !== 'number') return String(value ?? '')
  return String(value / (field.unit ?? 1))
}

/** Undefined where what is there stays. What is no number goes as it is typed, to be refused. */
function settingOf(field: SettingField, typed: string | boolean): unknown {
  if (typeof typed === 'boolean') return typed
  if (typed === '' && 'emptyIs' in field) return field.emptyIs === 'null' ? null : undefined
  if (field.kind === 'list') return typed.split(/[\s,;]+/).filter((word) => word !== '')
  if (field.kind === 'choice') return typed === '' ? undefined : typed
  if (field.kind !== 'number') return typed
  const value = typed === '' ? Number.NaN : Number(typed.replace(',', '.'))
  if (!Number.isFinite(value)) return typed
  return field.unit === undefined ? value : Math.round(value * field.unit)
}

function valueAt(whole: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return whole
  return isObject(whole) ? valueAt(Reflect.get(whole, name), rest) : undefined
}

function withValue(whole: Settings, [name = '', ...rest]: string[], value: unknown): Settings {
  return { ...whole, [name]: replaced(whole[name], rest, value) }
}

function replaced(whole: unknown, path: string[], value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(whole)) {
    return whole.map((item, at) => (String(at) === name ? replaced(item, rest, value) : item))
  }
  return withValue(isObject(whole) ? { ...whole } : {}, path, value)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
