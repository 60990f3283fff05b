import type { CreatePresetInput, EncodingSettings } from '@cashbacktv/contract'

export const SPEEDS = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium'] as const
export const PROFILES = ['baseline', 'main', 'high'] as const
export const LEVELS = ['3.1', '4.0', '4.1', '4.2', '5.0', '5.1', '5.2'] as const

/** What the fields of the form hold: texts, empty where nothing is set. */
export type PresetForm = Record<'name' | keyof EncodingSettings, string>

export function formOfPreset(name: string, encoding: EncodingSettings): PresetForm {
  return formWith((field) => (field === 'name' ? name : String(encoding[field] ?? '')))
}

export function readPresetForm(form: FormData): PresetForm {
  return formWith((field) => String(form.get(field) ?? '').trim())
}

function formWith(text: (field: keyof PresetForm) => string): PresetForm {
  return {
    name: text('name'),
    speed: text('speed'),
    tune: text('tune'),
    crf: text('crf'),
    maxBitrateKbps: text('maxBitrateKbps'),
    profile: text('profile'),
    level: text('level'),
    keyframeSeconds: text('keyframeSeconds'),
    bFrames: text('bFrames'),
    lookaheadFrames: text('lookaheadFrames'),
    aqMode: text('aqMode'),
    threads: text('threads'),
  }
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
