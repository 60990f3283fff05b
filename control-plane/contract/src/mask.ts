/**
 * What stands for a part that is not shown. No address that is admitted has it in it
 * (`address-masked`), so a text that has it is one that was shown, never one that can be read.
 */
export const MASK = '***'

/** Whether a text is, or has in it, what was shown in the place of a secret. */
export function isMasked(text: string): boolean {
  return text.includes(MASK)
}
