import {
  AlertTargetAddress,
  type AlertTargetAddressChange,
  type AlertTargetAddressView,
  messageOf,
  type ReadableSource,
} from '@cashbacktv/contract'
import { layOver } from '../channels/lay-over.ts'
import { fieldError } from '../errors.ts'

/** What a person may see of an address again: of hooks the server alone. */
export function addressView(address: AlertTargetAddress): AlertTargetAddressView {
  switch (address.kind) {
    case 'email':
      return address
    case 'slack':
    case 'discord':
    case 'teams':
    case 'webhook':
      return { kind: address.kind, server: serverOf(address.url) }
    case 'sms': {
      const { kind, method, url, headers, to } = address
      return { kind, method, server: serverOf(url), headers: Object.keys(headers), to }
    }
  }
}

/** What of an address is secret, as sources have it: so it is found in the answers of servers. */
export function secretsSent(address: AlertTargetAddress): ReadableSource[] {
  switch (address.kind) {
    case 'email':
      return []
    case 'slack':
    case 'discord':
    case 'teams':
      return [{ url: address.url }]
    case 'webhook':
      return [{ url: address.url, headers: [{ name: 'secret', value: address.secret }] }]
    case 'sms': {
      const texts = [...Object.values(address.headers), address.body]
      const values = [...texts, ...texts.flatMap(longWords)].filter((text) => text !== '')
      return [{ url: address.url, headers: values.map((value) => ({ name: 'sent', value })) }]
    }
  }
}

/** Of a template nothing says which of its words is the key. */
function longWords(text: string): string[] {
  return text.match(/[^\s"'{}[\],:;&=<>]{8,}/g) ?? []
}

/**
 * An address with a change of it. Secrets that are left out stay, unless the change sends them to
 * another server: who may edit a target must not learn its secrets that way.
 *
 * @throws DomainError `validation_failed`
 */
export function changedAddress(
  known: AlertTargetAddress,
  change: AlertTargetAddressChange,
): AlertTargetAddress {
  if (change.kind !== known.kind) throw fieldError('address.kind', messageOf('alert-target-kind'))
  const next = AlertTargetAddress.safeParse({ ...layOver(known, change), ...listsOf(change) })
  if (!next.success) throw fieldError('address', messageOf('alert-target-secret-kept'))
  if (movesSecrets(known, change)) {
    throw fieldError('address', messageOf('alert-target-secret-kept'))
  }
  return next.data
}

/** Headers are a list of a kind: those that are not named any more are gone. */
function listsOf(change: AlertTargetAddressChange): object {
  return change.kind === 'sms' && change.headers ? { headers: change.headers } : {}
}

function movesSecrets(known: AlertTargetAddress, change: AlertTargetAddressChange): boolean {
  if (!('url' in change) || !change.url || !('url' in known)) return false
  if (new URL(change.url).origin === new URL(known.url).origin) return false
  if (change.kind === 'webhook') return change.secret === undefined
  return known.kind === 'sms' && change.kind === 'sms' && keepsSecrets(known, change)
}

type Sms = { kind: 'sms' }

/** A key of a gateway stands in a header or in the template of the body. */
function keepsSecrets(
  known: Extract<AlertTargetAddress, Sms>,
  change: Extract<AlertTargetAddressChange, Sms>,
): boolean {
  const keepsHeaders = change.headers === undefined && Object.keys(known.headers).length > 0
  return keepsHeaders || (change.body === undefined && known.body !== '')
}

export function serverOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
