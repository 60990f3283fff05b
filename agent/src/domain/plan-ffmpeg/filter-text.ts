/** A value of a filter's option, as a filter graph reads it: escaped for the option, then for the graph. */
export function escaped(value: string): string {
  return value.replace(/[\\':]/g, '\\$&').replace(/[\\'[\],;]/g, '\\$&')
}
