import type { CreatePresetInput, EncodingSettings } from '@cashbacktv/contract'

export const SPEEDS = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium'] as const
export const PROFILES = ['baseline', 'main', 'high'] as const
export const LEVELS = ['3.1', '4.0', '4.1', '4.2', '5.0', '5.1', '5.2'] as const

const FIELDS = [
  'name',
  'speed',
  'tune',
  'crf',
  'maxBitrateKbps',
  'profile',
  'level',
  'keyframeSeconds',
  'bFrames',
  'lookaheadFrames',
  'aqMode',
  'threads',
] as const
/** What the fields of the form hold: texts, empty where nothing is set. */
export type PresetForm = Record<(typeof FIELDS)[number], string>

export function formOfPreset(name: string, encoding: EncodingSettings): PresetForm {
  const texts = Object.entries(encoding).map(([key, value]) => [key, String(value ?? '')])
  return { ...(Object.fromEntries(texts) as Omit<PresetForm, 'name'>), name }
}

export function readPresetForm(form: FormData): PresetForm {
  const texts = FIELDS.map((field) => [field, String(form.get(field) ?? '').trim()])
  return Object.fromEntries(texts) as PresetForm
}

/** The body for the API, which checks it; what is no number becomes none, and is refused there. */
export function presetBody(form: PresetForm): CreatePresetInput {
  const { name, speed, tune, profile, level, threads } = form
  const encoding = {
    speed,
    profile,
    level,
    tune: tune === '' ? null : tune,
    crf: numberOf(form.crf),
    maxBitrateKbps: numberOf(form.maxBitrateKbps),
    keyframeSeconds: numberOf(form.keyframeSeconds),
    bFrames: numberOf(form.bFrames),
    lookaheadFrames: numberOf(form.lookaheadFrames),
    aqMode: numberOf(form.aqMode),
    threads: threads === 'auto' || threads === 'x264' ? threads : numberOf(threads),
  }
  return { name, encoding: encoding as EncodingSettings }
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text.replace(',', '.'))
}
