/** Joins class names; what is not there is left out. What a caller may set anew is in a layer below. */
export function classNames(...values: readonly (string | false | null | undefined)[]): string {
  return values.filter(Boolean).join(' ')
}
