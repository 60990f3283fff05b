import { turkishNoCapacity } from './no-capacity.ts'
import { TURKISH_REASONS } from './reasons.ts'
import { turkishSentence } from './turkish-sentence.ts'

export type Coded = { code: string; message: string }

/** A reason in Turkish: its own sentence where that says more than its code, else what its code means. */
export function turkishReason({ code, message }: Coded): string {
  const own = code === 'no-capacity' ? turkishNoCapacity(message) : turkishSentence(message)
  return own ?? TURKISH_REASONS.get(code) ?? message
}
