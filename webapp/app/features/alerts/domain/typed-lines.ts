/** What stands on the lines of a text, without those that are empty. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
}

/** `Name: value` of each line. A line without a colon is a name, to be refused where it is none. */
export function headersOf(text: string): Record<string, string> {
  const pairs = linesOf(text).map((line) => {
    const [, name = line, value = ''] = /^([^:]*):(.*)$/.exec(line) ?? []
    return [name.trim(), value.trim()]
  })
  return Object.fromEntries(pairs)
}

/** A whole or broken number, also with a comma; what is none goes as it is typed, to be refused. */
export function numberOf(text: string): number | string {
  const value = Number(text.replace(',', '.'))
  return text !== '' && Number.isFinite(value) ? value : text
}
