/**
 * Texts of alerts hold names that anybody who may edit a channel has given. Here they are written so
 * that the place they go to shows them as they are: no links, no mentions, no markup of their own.
 */

/** As Slack wants the three characters by which it knows mentions and links. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * Discord shows a character of punctuation behind a backslash as it is. Of addresses it is the colon,
 * and at the beginning of a line what makes a heading or a list.
 */
export function escapeDiscord(text: string): string {
  return text.replace(/[\\`*_~|<>[\]]|:(?=\/\/)|^[#+-]/gm, (character) => `\\${character}`)
}

/** For HTML and XML, as text and within the quotes of an attribute. */
export function escapeMarkup(text: string): string {
  return escapeSlack(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

/** What XML 1.0 (section 2.2) has no way to write at all. */
const NO_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** For the place behind `before` in an XML document; a CDATA section has no escapes, and ends at `]]>`. */
export function escapeXml(text: string, before: string): string {
  const written = text.replace(NO_XML, '')
  const isInCdata = before.lastIndexOf('<![CDATA[') > before.lastIndexOf(']]>')
  return isInCdata ? written.replaceAll(']]>', ']]]]><![CDATA[>') : escapeMarkup(written)
}

export function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** At most `most` UTF-16 units, and no half of a character at the end: an address cannot have one. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
