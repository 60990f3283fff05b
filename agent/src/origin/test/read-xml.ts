/** An element as it was read; `text` is what stands in it beside its children. */
export type XmlElement = {
  name: string
  attributes: ReadonlyMap<string, string>
  children: readonly XmlElement[]
  text: string
}

type Open = { name: string; attributes: Map<string, string>; children: XmlElement[]; text: string }

const PART =
  /<\?xml [^?]*\?>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
/** What is no character of XML 1.0 (2.2). */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const LOOSE = /&(?!(?:amp|lt|gt|quot|apos);)/

/** Reads XML 1.0 without comments, CDATA or entities of its own; throws where it is not well formed. */
export function readXml(source: string): XmlElement {
  if (FORBIDDEN.test(source)) throw new Error('It has characters that no XML has.')
  const top: Open = { name: '', attributes: new Map(), children: [], text: '' }
  const open: Open[] = [top]
  let end = 0
  for (const part of source.matchAll(PART)) {
    const [whole, closing, name = '', attributes = '', empty, text] = part
    end += whole.length
    const current = open.at(-1) ?? top
    if (LOOSE.test(whole)) throw new Error(`A loose ampersand: ${whole}`)
    if (text !== undefined) current.text += text
    else if (closing) close(open, name)
    else if (name !== '') {
      const element = { name, attributes: readAttributes(attributes), children: [], text: '' }
      current.children.push(element)
      if (!empty) open.push(element)
    }
  }
  const [root, ...more] = top.children
  if (end !== source.length || open.length !== 1) throw new Error(`It breaks off at ${end}.`)
  if (root === undefined || more.length > 0 || top.text.trim() !== '') {
    throw new Error('There is not one element with all in it.')
  }
  return root
}

function close(open: Open[], name: string): void {
  const closed = open.length > 1 ? open.pop() : undefined
  if (closed?.name !== name) throw new Error(`</${name}> ends nothing.`)
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (attributes.has(name)) throw new Error(`${name} is there twice.`)
    attributes.set(name, value)
  }
  return attributes
}
