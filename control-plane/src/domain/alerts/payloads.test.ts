import type { AlertTargetAddress } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import type { Note } from './note.ts'
import { hookRequest, mailOf, smsRequests } from './payloads.ts'

const NAME = `[Pay](https://evil.example) **now** <@&1> @everyone # \`x\` || "it's" & <b>`
const NOTE: Note = {
  news: 'raised',
  severity: 'critical',
  title: NAME,
  lines: [`Channel ${NAME}`, '# no heading', '- no list', 'news-hd: 12:30'],
  url: 'https://tv.example/incidents/1',
  open: 'Open',
}
const letter = { id: 'one', note: NOTE, incident: null, at: new Date(0) }
const sms = (body: string, type: string, text = NAME): string => {
  const headers = { 'Content-Type': type }
  const to = ['+90 555']
  const [title, lines, url] = [text, [], null]
  const [request] = smsRequests(
    { kind: 'sms', method: 'POST', url: 'https://sms.example/?t={{text}}', headers, body, to },
    { ...letter, note: { ...NOTE, title, lines, url } },
  )
  return request?.body ?? ''
}
const bodyOf = (kind: 'discord' | 'teams' | 'slack') =>
  JSON.parse(hookRequest({ kind, url: 'https://hook.example/' }, letter).body ?? '')

/** As a reader of XML gives a text back. */
const readXml = (text: string) =>
  text
    .replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, inside: string) => inside.replaceAll('&', '&amp;'))
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => {
      const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'" }
      return characters[name] ?? '&'
    })

test.each(['text/xml', 'application/xml', 'Application/SOAP+XML; charset=utf-8'])(
  'a text in XML of the type %s is text, whatever is in it',
  (type) => {
    const hostile = `${NAME}</text></msg><msg to="+1"><text>]]>`
    const written = sms('<msg to="{{to}}"><text>{{text}}</text></msg>', type, hostile)
    const [, inside = ''] =
      /^<msg to="\+90 555"><text>([^<>"']*)<\/text><\/msg>$/.exec(written) ?? []
    expect(readXml(inside)).toBe(hostile)
    const attribute = sms(`<msg text='{{text}}'/>`, type, hostile)
    expect(readXml(/^<msg text='([^<>"']*)'\/>$/.exec(attribute)?.[1] ?? '')).toBe(hostile)
    const section = sms('<a><![CDATA[x]]></a><b><![CDATA[{{text}}]]></b>', type, hostile)
    const parts = /^<a><!\[CDATA\[x\]\]><\/a><b>((?:<!\[CDATA\[(?:(?!\]\]>).)*\]\]>)+)<\/b>$/s
    expect(readXml(parts.exec(section)?.[1] ?? '')).toBe(hostile)
    expect(sms('<a>{{text}}</a>', type, 'a\u0000b\u001bc\uffff😀')).toBe('<a>abc😀</a>')
  },
)

test('in JSON and forms a text is written as they have it, whatever the case of the type', () => {
  expect(JSON.parse(sms('{"t":"{{text}}"}', 'Application/JSON')).t).toBe(NAME)
  const form = sms('t={{text}}', 'Application/X-WWW-Form-Urlencoded')
  expect(new URLSearchParams(form).get('t')).toBe(NAME)
  expect(sms('{{text}}', 'text/plain')).toBe(NAME)
})

test('a text that is too long is not cut through a character, which no address could have', () => {
  const long = `${'a'.repeat(298)}😀${'b'.repeat(20)}`
  expect(sms('{{text}}', 'text/plain', long)).toBe(`${'a'.repeat(298)}…`)
})

test('names make no links, no mentions and no markup in what is sent to a chat', () => {
  const [embed] = bodyOf('discord').embeds
  for (const text of [embed.title, embed.description]) {
    expect(text.replace(/\\(.)/g, '$1')).toContain(NAME)
    expect(text.replace(/\\./g, '')).not.toMatch(/[[\]*_~`|<>]|:\/\/|^[#+-]/m)
  }
  expect(embed.description.split('\n').slice(1)).toEqual([
    ...['\\# no heading', '\\- no list', 'news-hd: 12:30'],
  ])
  const [{ content }] = bodyOf('teams').attachments
  const runs = content.body.flatMap(({ inlines }: { inlines: object[] }) => inlines)
  expect(runs.slice(0, 2)).toMatchObject([
    { type: 'TextRun', text: NAME },
    { type: 'TextRun', text: `Channel ${NAME}` },
  ])
  expect(JSON.stringify(content)).not.toContain('"TextBlock"')
  const section = bodyOf('slack').blocks[1].text
  expect(section).toMatchObject({ type: 'mrkdwn', verbatim: true })
  expect(section.text).not.toMatch(/[<>]/)
  expect(mailOf(letter).html).not.toContain('<b>')
})

test('what is signed of a webhook is as it is', () => {
  const address: AlertTargetAddress = {
    kind: 'webhook',
    url: 'https://hook.example/',
    secret: 'secret-of-signatures',
  }
  expect(JSON.parse(hookRequest(address, letter).body ?? '')).toMatchObject({ title: NAME })
})
