type Value = string | number | boolean

/** An element; attributes of no value are left out. `content` is written as it is. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value | null | undefined>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  )
  const begin = `<${name}${written.join('')}`
  return content.length === 0 ? `${begin}/>` : `${begin}>${content.join('')}</${name}>`
}

/** Text between tags, or the value of an attribute (XML 1.0, 2.4); what XML cannot hold is left out. */
export function escaped(text: string): string {
  return text.replace(
    /[&<>"']|[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF]/gu,
    (character) => ENTITIES[character] ?? '',
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Seconds as a duration (XML Schema part 2, 3.2.6), to the microsecond. */
export function duration(seconds: number): string {
  return `PT${Number(seconds.toFixed(6))}S`
}
