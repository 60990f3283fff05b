import { TURKISH_ADDRESS_SENTENCES } from './address-sentences.ts'
import { TURKISH_SENTENCES } from './api-sentences.ts'

type Template = { pattern: RegExp; turkish: string }

const templates: readonly Template[] = TURKISH_ADDRESS_SENTENCES.map(([english, turkish]) => ({
  pattern: new RegExp(`^${escaped(english).replace(/\\\{(\w+)\\\}/g, '(?<$1>.+?)')}$`),
  turkish,
}))

/** A sentence of the API in Turkish, with its figures in their places; undefined without a translation. */
export function turkishSentence(text: string): string | undefined {
  const fixed = TURKISH_SENTENCES.get(text)
  if (fixed !== undefined) return fixed
  for (const { pattern, turkish } of templates) {
    const found = pattern.exec(text)
    if (found) return turkish.replace(/\{(\w+)\}/g, (_, name: string) => found.groups?.[name] ?? '')
  }
  return undefined
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
