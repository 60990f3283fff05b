import { customType } from 'drizzle-orm/pg-core'
import { openText, sealText } from './keyring.ts'

/** A text that is sealed in the database. `place` names the column, so that no two can be exchanged. */
export function sealedText(name: string, place: string) {
  return customType<{ data: string; driverData: string }>({
    dataType: () => 'text',
    toDriver: (text) => sealText(place, text),
    fromDriver: (text) => openText(place, text),
  })(name)
}

/** A value that is sealed in the database: a string of JSON there, or the value itself where it never was. */
export function sealedJson<T>(name: string, place: string) {
  return customType<{ data: T; driverData: unknown }>({
    dataType: () => 'jsonb',
    toDriver: (value) => JSON.stringify(sealText(place, JSON.stringify(value))),
    fromDriver: (stored) => {
      if (typeof stored !== 'string') return stored as T
      const text = openText(place, stored)
      return text === stored ? stored : JSON.parse(text)
    },
  })(name)
}
