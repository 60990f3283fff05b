import type { AlertTargetAddressView, AlertTargetKind, AlertTargetView } from '@cashbacktv/contract'
import { headersOf, linesOf, numberOf } from './typed-lines.ts'

/** What the form of a target holds, as it is typed. Secrets that are kept are empty. */
export type TargetForm = {
  name: string
  /** Lines, of e-mail addresses or telephone numbers. */
  to: string
  method: string
  url: string
  secret: string
  /** Lines, as in `Name: value`. */
  headers: string
  body: string
  language: string
  timeZone: string
  severity: string
  causes: string[]
  hostIds: string[]
  channelIds: string[]
  groupIds: string[]
  quiet: boolean
  quietFrom: string
  quietUntil: string
  criticalPasses: boolean
  afterMinutes: string
}
export type TargetField = keyof TargetForm

/** Where the contract has each field, in the order in which they are shown. */
export const TARGET_PATHS = {
  name: 'name',
  to: 'address.to',
  method: 'address.method',
  url: 'address.url',
  secret: 'address.secret',
  headers: 'address.headers',
  body: 'address.body',
  language: 'language',
  timeZone: 'timeZone',
  severity: 'filter.severity',
  causes: 'filter.causes',
  hostIds: 'filter.hostIds',
  channelIds: 'filter.channelIds',
  groupIds: 'filter.groupIds',
  quiet: 'quietHours',
  quietFrom: 'quietHours.from',
  quietUntil: 'quietHours.until',
  criticalPasses: 'quietHours.criticalPasses',
  afterMinutes: 'afterMinutes',
} as const satisfies Record<TargetField, string>

export function isTargetField(name: string): name is TargetField {
  return Object.hasOwn(TARGET_PATHS, name)
}

const NOTHING = { to: '', method: 'POST', url: '', secret: '', headers: '', body: '' }
const NIGHT = { quietFrom: '22:00', quietUntil: '07:00' }

export function emptyTarget(language: string, timeZone: string, secret: string): TargetForm {
  return {
    ...NOTHING,
    ...NIGHT,
    name: '',
    secret,
    language,
    timeZone,
    severity: 'warning',
    causes: [],
    hostIds: [],
    channelIds: [],
    groupIds: [],
    quiet: false,
    criticalPasses: true,
    afterMinutes: '0',
  }
}

export function formOfTarget(target: AlertTargetView): TargetForm {
  const { name, language, timeZone, filter, quietHours, afterMinutes, address } = target
  return {
    ...NOTHING,
    ...addressForm(address),
    name,
    language,
    timeZone,
    ...filter,
    quiet: quietHours !== null,
    quietFrom: quietHours?.from ?? NIGHT.quietFrom,
    quietUntil: quietHours?.until ?? NIGHT.quietUntil,
    criticalPasses: quietHours?.criticalPasses ?? true,
    afterMinutes: String(afterMinutes),
  }
}

function addressForm(address: AlertTargetAddressView): Partial<TargetForm> {
  switch (address.kind) {
    case 'email':
      return { to: address.to.join('\n') }
    case 'sms':
      return { to: address.to.join('\n'), method: address.method }
    case 'slack':
    case 'discord':
    case 'teams':
    case 'webhook':
      return {}
  }
}

export function readTargetForm(form: FormData): TargetForm {
  const text = (name: TargetField) => String(form.get(name) ?? '').trim()
  const all = (name: TargetField) => form.getAll(name).map(String)
  return {
    name: text('name'),
    to: text('to'),
    method: text('method'),
    url: text('url'),
    secret: text('secret'),
    headers: text('headers'),
    body: text('body'),
    language: text('language'),
    timeZone: text('timeZone'),
    severity: text('severity'),
    causes: all('causes'),
    hostIds: all('hostIds'),
    channelIds: all('channelIds'),
    groupIds: all('groupIds'),
    quiet: form.has('quiet'),
    quietFrom: text('quietFrom'),
    quietUntil: text('quietUntil'),
    criticalPasses: form.has('criticalPasses'),
    afterMinutes: text('afterMinutes'),
  }
}

/** What the form makes of a new target, for the contract to judge. */
export function newTargetBody(kind: AlertTargetKind, form: TargetForm, id: object): object {
  return { ...id, ...settingsBody(form), address: newAddress(kind, form) }
}

/** Of a target that is there: secrets that are left empty stay as they are. */
export function changedTargetBody(kind: AlertTargetKind, form: TargetForm, id: string): object {
  const typed = Object.entries(newAddress(kind, form)).filter(
    ([name]) => !SECRETS.some((secret) => secret === name && form[secret] === ''),
  )
  return { id, ...settingsBody(form), address: Object.fromEntries(typed) }
}

const SECRETS = ['url', 'secret', 'headers', 'body'] as const

function newAddress(kind: AlertTargetKind, form: TargetForm): object {
  const { url, secret, method, body } = form
  switch (kind) {
    case 'email':
      return { kind, to: linesOf(form.to) }
    case 'slack':
    case 'discord':
    case 'teams':
      return { kind, url }
    case 'webhook':
      return { kind, url, secret }
    case 'sms':
      return { kind, method, url, headers: headersOf(form.headers), body, to: linesOf(form.to) }
  }
}

function settingsBody(form: TargetForm): object {
  const { name, language, timeZone, severity, causes, hostIds, channelIds, groupIds } = form
  const { quietFrom: from, quietUntil: until, criticalPasses } = form
  return {
    name,
    language,
    timeZone,
    filter: { severity, causes, hostIds, channelIds, groupIds },
    quietHours: form.quiet ? { from, until, criticalPasses } : null,
    afterMinutes: numberOf(form.afterMinutes),
  }
}
