import type { CreatePresetInput } from '@cashbacktv/contract'

/** How a setting of a preset is typed. What it may hold is told by the contract. */
export type PresetField = { kind: 'text' } | { kind: 'choice' } | { kind: 'number'; step: number }

/**
 * The settings of a preset in the order in which they are shown, each by its name in the contract; a
 * new one is shown, read, sent and compared from here alone. Its texts are at `preset.field.<name>`.
 */
export const PRESET_FIELDS = {
  name: { kind: 'text' },
  speed: { kind: 'choice' },
  tune: { kind: 'choice' },
  crf: { kind: 'number', step: 0.5 },
  maxBitrateKbps: { kind: 'number', step: 1 },
  keyframeSeconds: { kind: 'number', step: 0.5 },
  profile: { kind: 'choice' },
  level: { kind: 'choice' },
  bFrames: { kind: 'number', step: 1 },
  lookaheadFrames: { kind: 'number', step: 1 },
  aqMode: { kind: 'number', step: 1 },
  /** A number, or the word of who chooses one. */
  threads: { kind: 'text' },
} as const satisfies Record<'name' | keyof Encoding, PresetField>

type Encoding = CreatePresetInput['encoding']
export type PresetName = keyof typeof PRESET_FIELDS

/** What the fields of the form hold: texts, empty where nothing is set. */
export type PresetForm = Record<PresetName, string>

function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(PRESET_FIELDS, name)
}

export const PRESET_NAMES: readonly PresetName[] = Object.keys(PRESET_FIELDS).filter(isPresetName)

/** Where the contract has the setting. */
export function presetPath(name: PresetName): string {
  return name === 'name' ? name : `encoding.${name}`
}

export function formOfPreset(name: string, encoding: Encoding): PresetForm {
  return formWith((field) => (field === 'name' ? name : String(encoding[field] ?? '')))
}

export function readPresetForm(form: FormData): PresetForm {
  return formWith((field) => String(form.get(field) ?? '').trim())
}

function formWith(text: (field: PresetName) => string): PresetForm {
  return Object.fromEntries(PRESET_NAMES.map((name) => [name, text(name)])) as PresetForm
}

/** What the form makes of the preset, for the contract to judge. */
export function presetBody(form: PresetForm): { name: string; encoding: object } {
  const names = PRESET_NAMES.filter((name) => name !== 'name')
  const encoding = Object.fromEntries(names.map((name) => [name, valueAs(name, form[name])]))
  return { name: form.name, encoding }
}

/** What is no number goes as it is typed, to be refused. */
function valueAs(name: PresetName, typed: string): string | number | null {
  if (typed === '') return null
  if (PRESET_FIELDS[name].kind === 'choice') return typed
  const value = Number(typed.replace(',', '.'))
  return Number.isFinite(value) ? value : typed
}
