import type { z } from 'zod'
import { type Message, messageOf, type PlainCode } from './catalogue.ts'
import { isMessageCode } from './in-english.ts'

type Issue = z.core.$ZodIssue
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>

/** What an issue of zod's says: the code its schema names, else what its kind comes to, with the bound. */
export function messageOfIssue(issue: Issue): Message {
  const said = issue.code === 'custom' ? saidIn(issue.params?.said) : null
  if (said !== null) return said
  const code = issue.message
  return isMessageCode(code) ? { code, params: {} } : messageOfKind(issue)
}

/** What `saying` put into the issue. */
function saidIn(said: Message | undefined): Message | null {
  return said ?? null
}

function messageOfKind(issue: Issue): Message {
  switch (issue.code) {
    case 'invalid_type':
      return messageOf(TYPES[issue.expected] ?? 'field-invalid')
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return messageOf(FORMS[issue.format] ?? 'field-form')
    case 'invalid_value':
      return messageOf('field-choice', { values: issue.values.map(String).join(', ') })
    case 'invalid_union':
      return messageOf(issue.discriminator === undefined ? 'field-invalid' : 'field-kind')
    case 'unrecognized_keys':
      return messageOf('field-unknown')
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return messageOf('field-invalid')
  }
}

function tooSmall({ origin, minimum, inclusive = true }: IssueOf<'too_small'>): Message {
  const least = Number(minimum)
  switch (origin) {
    case 'string':
      return least <= 1 ? messageOf('text-empty') : messageOf('text-short', { least })
    case 'array':
      return messageOf('list-short', { least })
    default:
      return inclusive
        ? messageOf('number-small', { least })
        : messageOf('number-not-above', { bound: least })
  }
}

function tooBig({ origin, maximum, inclusive = true }: IssueOf<'too_big'>): Message {
  const most = Number(maximum)
  switch (origin) {
    case 'string':
      return messageOf('text-long', { most })
    case 'array':
      return messageOf('list-long', { most })
    default:
      return inclusive
        ? messageOf('number-large', { most })
        : messageOf('number-not-below', { bound: most })
  }
}

const TYPES: Readonly<Partial<Record<string, PlainCode>>> = {
  string: 'field-text',
  number: 'field-number',
  int: 'field-whole',
  boolean: 'field-flag',
  array: 'field-list',
  tuple: 'field-list',
  object: 'field-object',
  record: 'field-object',
}

const FORMS: Readonly<Partial<Record<string, PlainCode>>> = {
  email: 'email-form',
  uuid: 'id-form',
  datetime: 'instant-form',
  url: 'web-address-form',
}
