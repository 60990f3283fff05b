import { createHmac } from 'node:crypto'
import type { AlertTargetAddress, IncidentSummary } from '@cashbacktv/contract'
import type { Note } from './note.ts'
import {
  cut,
  escapeDiscord,
  escapeJson,
  escapeMarkup,
  escapeSlack,
  escapeXml,
} from './plain-text.ts'

/** What is sent to a hook; the body as it goes over the wire. */
export type HookRequest = {
  method: 'GET' | 'POST' | 'PUT'
  url: string
  headers: Record<string, string>
  body: string | null
}

type Hook = Exclude<AlertTargetAddress, { kind: 'email' | 'sms' }>

/** `id`: of the message; the same when it is sent again, so that who receives it can tell. */
export type Letter = { id: string; note: Note; incident: IncidentSummary | null; at: Date }

const JSON_TYPE = { 'content-type': 'application/json' }
const COLOURS = { critical: 0xd92d20, warning: 0xf79009, over: 0x12b76a } as const

export function hookRequest(address: Hook, letter: Letter): HookRequest {
  const post = (content: object, headers: Record<string, string> = {}): HookRequest => {
    const body = JSON.stringify(content)
    return { method: 'POST', url: address.url, headers: { ...JSON_TYPE, ...headers }, body }
  }
  switch (address.kind) {
    case 'slack':
      return post(slackMessage(letter.note))
    case 'discord':
      return post(discordMessage(letter.note))
    case 'teams':
      return post(teamsMessage(letter.note))
    case 'webhook': {
      const request = post(webhookMessage(letter))
      const seconds = String(Math.floor(letter.at.getTime() / 1000))
      return {
        ...request,
        headers: {
          ...request.headers,
          'x-cashbacktv-delivery': letter.id,
          'x-cashbacktv-timestamp': seconds,
          'x-cashbacktv-signature': signatureOf(address.secret, seconds, request.body ?? ''),
        },
      }
    }
  }
}

/** HMAC-SHA256 over `timestamp.body`: an old message that is sent again shows its age. */
export function signatureOf(secret: string, seconds: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

function slackMessage({ title, lines, url, open }: Note): object {
  // Verbatim: what looks like an address or a name of Slack's is made no link.
  const text = (of: string) => ({ type: 'mrkdwn', text: escapeSlack(of), verbatim: true })
  const button = { type: 'button', text: { type: 'plain_text', text: open }, url }
  return {
    text: escapeSlack(title),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, 150) } },
      { type: 'section', text: text(cut(lines.join('\n'), 2900)) },
      ...(url ? [{ type: 'actions', elements: [button] }] : []),
    ],
  }
}

function discordMessage(note: Note): object {
  const { title, lines, url } = note
  return {
    embeds: [
      {
        title: cut(escapeDiscord(title), 256),
        description: cut(escapeDiscord(lines.join('\n')), 4000),
        color: colourOf(note),
        ...(url ? { url } : {}),
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

function colourOf({ news, severity }: Note): number {
  return news === 'over' ? COLOURS.over : COLOURS[severity]
}

/**
 * An Adaptive Card, as a Workflow that waits for a webhook takes it. Its text is in runs: unlike that
 * of a TextBlock it is no Markdown (Adaptive Cards 1.2, TextRun), so that names are no links.
 */
function teamsMessage(note: Note): object {
  const { title, lines, url, open, news, severity } = note
  const color = news === 'over' ? 'Good' : severity === 'critical' ? 'Attention' : 'Warning'
  const block = (text: string, look: object, place: object) => {
    return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }], ...place }
  }
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      block(title, { weight: 'Bolder', size: 'Medium', color }, {}),
      ...lines.map((line) => block(line, {}, { spacing: 'Small' })),
    ],
    ...(url ? { actions: [{ type: 'Action.OpenUrl', title: open, url }] } : {}),
  }
  const contentType = 'application/vnd.microsoft.card.adaptive'
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] }
}

function webhookMessage({ id, note, incident, at }: Letter): object {
  const { news, severity, title, lines, url } = note
  return { id, at: at.toISOString(), news, severity, title, lines, url, incident }
}

type Sms = Extract<AlertTargetAddress, { kind: 'sms' }>

const SMS_LENGTH = 300

/** A message a number: templates are filled in the way that their place is written in. */
export function smsRequests(address: Sms, { note, id }: Letter): HookRequest[] {
  const text = cut(
    [note.title, note.lines[0] ?? '', note.url ?? ''].filter(Boolean).join(' '),
    SMS_LENGTH,
  )
  return address.to.map((to) => {
    const inAddress = fill(address.url, { to, text }, encodeURIComponent)
    const headers: Record<string, string> = {
      'idempotency-key': `${id}:${to}`,
      ...lowerCased(address.headers),
    }
    const type = headers['content-type'] ?? 'application/json'
    const write = writerOf(type)
    const body = address.method === 'GET' ? null : fill(address.body, { to, text }, write)
    return {
      method: address.method,
      url: inAddress,
      body,
      headers: body === null ? headers : { 'content-type': type, ...headers },
    }
  })
}

/** How a text is written behind what stands before it in a body. */
type WriteText = (text: string, before: string) => string

/** By the type of a body, which may be written in any case (RFC 9110, 8.3.1). */
function writerOf(type: string): WriteText {
  if (/json/i.test(type)) return escapeJson
  if (/xml|html/i.test(type)) return escapeXml
  return /form/i.test(type) ? encodeURIComponent : (text) => text
}

function fill(template: string, values: { to: string; text: string }, write: WriteText): string {
  return template.replace(/\{\{(to|text)\}\}/g, (_all, name: 'to' | 'text', at: number) =>
    write(values[name], template.slice(0, at)),
  )
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return Object.fromEntries(entries)
}

/** A mail: the subject has no line break, the text is plain, and the same as simple HTML. */
export function mailOf({ note }: Letter): { subject: string; text: string; html: string } {
  const { title, lines, url, open } = note
  const paragraphs = lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join('')
  const link = url ? `<p><a href="${escapeMarkup(url)}">${escapeMarkup(open)}</a></p>` : ''
  return {
    subject: title.replace(/\s+/g, ' '),
    text: [title, '', ...lines, ...(url ? ['', `${open}: ${url}`] : [])].join('\n'),
    html: `<h2>${escapeMarkup(title)}</h2>${paragraphs}${link}`,
  }
}
