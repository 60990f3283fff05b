import type { z } from 'zod'
import { MOST_COUNTED_VIEWERS } from './playback.ts'
import { WrittenSettings } from './settings.ts'

/** The settings that no query sorts or joins by: they are stored together. The others have columns of their own. */
export const StoredSettings = WrittenSettings.omit({
  name: true,
  slug: true,
  sources: true,
  restreams: true,
  hostId: true,
  groupId: true,
  priority: true,
})
export type StoredSettings = z.infer<typeof StoredSettings>

const DEFAULTS = StoredSettings.parse({})

/**
 * Settings as they were stored, by this version or one before: what did not exist then has its
 * default. They are not judged again, because what is there has to be shown to be mended.
 */
export function readStoredSettings(stored: object): StoredSettings {
  const settings = filled(DEFAULTS, stored)
  const { playback } = settings
  // More than can be counted was admitted once. With it no change of what is beside it would be.
  if ((playback.mostViewers ?? 0) <= MOST_COUNTED_VIEWERS) return settings
  return { ...settings, playback: { ...playback, mostViewers: MOST_COUNTED_VIEWERS } }
}

/** Lists read many channels: fields are laid over the defaults in place, which is ten times as fast as by entries. */
function filled<T extends object>(defaults: T, stored: object): T {
  const whole = Object.assign({}, defaults, stored)
  for (const name in defaults) {
    const value = defaults[name]
    const own: unknown = whole[name]
    if (own === undefined) whole[name] = value
    else if (isRecord(value) && isRecord(own)) Reflect.set(whole, name, filled(value, own))
  }
  return whole
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
