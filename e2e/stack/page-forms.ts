/** A form of a page that changes something, as a browser without JavaScript would send it. */
export type PageForm = { page: string; action: string; fields: Record<string, string> }

/** One for each button of each form, with what a person would fill in. */
export function formsOf(html: string, page: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, head = '', inner]) => {
      const form = attributes(head)
      if (form.method?.toLowerCase() !== 'post') return []
      const action = (form.action ?? page).replace(/\?index$|\?index&/, '')
      const fields = fieldsOf(inner ?? '')
      const buttons = tags(inner ?? '', 'button').filter(({ name }) => name)
      const sent = buttons.map(({ name = '', value = '' }) => ({ ...fields, [name]: value }))
      return (sent.length > 0 ? sent : [fields]).map((all) => ({ page, action, fields: all }))
    },
  )
}

function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { name, type = 'text', value, ...more } of tags(html, 'input')) {
    if (!name || (/^(checkbox|radio)$/.test(type) && !('checked' in more))) continue
    fields[name] = value || FILLED[type] || ''
  }
  for (const [, head = '', inner = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const options = tags(inner, 'option')
    const chosen = options.find((option) => 'selected' in option) ?? options[0]
    const { name } = attributes(head)
    if (name) fields[name] = chosen?.value ?? ''
  }
  for (const [, head = '', inner = ''] of html.matchAll(
    /<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g,
  )) {
    const { name } = attributes(head)
    if (name) fields[name] = decoded(inner) || 'Filled in'
  }
  return fields
}

const FILLED: Record<string, string> = {
  text: 'Filled in',
  search: '',
  email: 'filled@example.org',
  number: '1',
  url: 'http://a/',
  password: 'lamp river cloud ten',
  'datetime-local': '2040-01-01T10:00',
  time: '10:00',
}

function tags(html: string, name: string): Record<string, string>[] {
  return [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, head = '']) =>
    attributes(head),
  )
}

function attributes(head: string): Record<string, string> {
  const found = head.matchAll(/([\w-]+)(?:="([^"]*)")?/g)
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, decoded(value)]))
}

function decoded(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
