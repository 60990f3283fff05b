import type { z } from 'zod'
import { WrittenSettings } from './settings.ts'

/** The settings that no query sorts or joins by: they are stored together. The others have columns of their own. */
export const StoredSettings = WrittenSettings.omit({
  name: true,
  slug: true,
  sources: true,
  hostId: true,
  priority: true,
})
export type StoredSettings = z.infer<typeof StoredSettings>

const DEFAULTS = StoredSettings.parse({})

/**
 * Settings as they were stored, by this version or one before: what did not exist then has its
 * default. They are not judged again, because what is there has to be shown to be mended.
 */
export function readStoredSettings(stored: object): StoredSettings {
  return filled(DEFAULTS, stored)
}

function filled<T extends object>(defaults: T, stored: object): T {
  const there = new Map<string, unknown>(Object.entries(stored))
  const fields = Object.entries(defaults).map(([name, value]) => {
    const own = there.get(name)
    if (own === undefined) return [name, value]
    return [name, isRecord(value) && isRecord(own) ? filled(value, own) : own]
  })
  return { ...defaults, ...stored, ...Object.fromEntries(fields) }
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
