import {
  type AlertView,
  type AnyMessage,
  type DeliveryNews,
  healingMessage,
  type IncidentSummary,
  type Message,
  type MessageTexts,
  messageOf,
  renderMessage,
  renderOr,
} from '@cashbacktv/contract'

/** What a target is told, in its language, in whatever form its kind wants it. */
export type Note = {
  news: DeliveryNews | 'test'
  severity: IncidentSummary['severity']
  title: string
  lines: readonly string[]
  /** The page of the incident; null where our own address is not known. */
  url: string | null
  open: string
}

type ToldAlert = Omit<AlertView, 'wellSince'>

export type Telling = {
  news: DeliveryNews
  incident: IncidentSummary
  alerts: readonly ToldAlert[]
  language: MessageTexts & { tag: string }
  timeZone: string
  /** Without a slash at its end. */
  publicUrl: string | null
}

const NAMED = 10

/** An incident in the words of a target: what, since when, which channels, and what the system does about it. */
export function noteOf(telling: Telling): Note {
  const { news, incident, language, publicUrl } = telling
  const say = (message: AnyMessage) => renderMessage(language, message) ?? ''
  return {
    news,
    severity: incident.severity,
    title: titleOf(telling),
    lines: linesOf(telling)
      .map(say)
      .filter((line) => line !== ''),
    url: publicUrl && `${publicUrl}/alerts/${incident.id}`,
    open: say(messageOf('note-open')),
  }
}

export function testNote(name: string, language: MessageTexts, publicUrl: string | null): Note {
  const say = (message: Message) => renderMessage(language, message) ?? ''
  return {
    news: 'test',
    severity: 'warning',
    title: say(messageOf('note-test', { name })),
    lines: [say(messageOf('note-test-means'))],
    url: publicUrl,
    open: say(messageOf('note-open')),
  }
}

function titleOf({ news, incident, language }: Telling): string {
  const said = renderOr(language, incident.said)
  const code =
    news === 'raised' ? (`note-${incident.severity}` as const) : (`note-${news}` as const)
  return renderMessage(language, messageOf(code, { said })) ?? said
}

function linesOf(telling: Telling): AnyMessage[] {
  const { news, incident, alerts, language } = telling
  const { viewers, overAt, flapping, healing } = incident
  const reason = alerts.find((alert) => alert.reason !== null)?.reason
  return [
    messageOf('note-since', { at: instantIn(incident.since, telling) }),
    ...(overAt ? [messageOf('note-until', { at: instantIn(overAt, telling) })] : []),
    ...channelsLine(alerts),
    ...(viewers ? [messageOf('note-viewers', { count: viewers })] : []),
    ...(reason && news !== 'over'
      ? [messageOf('note-why', { why: renderOr(language, reason) })]
      : []),
    ...(flapping && news !== 'over' ? [messageOf('note-flapping')] : []),
    news === 'over'
      ? healingMessage(healing ?? 'itself')
      : messageOf(`note-does-${doingOf(telling)}`),
  ]
}

function channelsLine(alerts: readonly ToldAlert[]): Message[] {
  const names = [
    ...new Set(alerts.flatMap(({ subject }) => (subject.kind === 'channel' ? [subject.name] : []))),
  ]
  if (names.length === 0) return []
  const listed = names.slice(0, NAMED).join(', ')
  const rest = names.length - NAMED
  return [
    rest > 0
      ? messageOf('note-channels-more', { names: listed, count: rest })
      : messageOf('note-channels', { names: listed }),
  ]
}

type Doing =
  | 'retries'
  | 'backup'
  | 'waits-person'
  | 'waits-room'
  | 'goes-on'
  | 'restarts-origin'
  | 'watches'

/** What the system does about it by itself, by the worst of its alerts. */
function doingOf({ incident, alerts }: Telling): Doing {
  const rules = new Set(
    alerts.filter(({ clearedAt }) => clearedAt === null).map(({ rule }) => rule),
  )
  if (rules.has('host-silent')) return 'goes-on'
  if (rules.has('origin-away')) return 'restarts-origin'
  if (rules.has('host-two-agents')) return 'goes-on'
  if (rules.has('channel-stopped')) return 'waits-person'
  if (incident.cause.kind === 'resource') {
    return incident.cause.resource === 'room' ? 'waits-room' : 'watches'
  }
  if (rules.has('channel-lacks-resource')) return 'waits-room'
  if (rules.size === 1 && rules.has('channel-on-backup')) return 'backup'
  if (rules.size === 1 && rules.has('channel-impaired')) return 'watches'
  return 'retries'
}

function instantIn(instant: string, { language, timeZone }: Telling): string {
  const written = new Intl.DateTimeFormat(language.tag, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'medium',
  })
  return `${written.format(new Date(instant))} (${timeZone})`
}
