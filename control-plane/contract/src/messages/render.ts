import type { ParamKind } from './catalogue.ts'
import type { AnyMessage, MessageParam } from './message.ts'

/** The texts of one language, by code, with how it writes figures and lists. */
export type MessageTexts = {
  texts: Readonly<Record<string, string>>
  decimal: ',' | '.'
  /** Between parts of a list: a comma would stand among decimal ones. */
  separator: string
}

const PARAM = /\{\{(\w+)(?::(\w+))?\}\}/g

/** Null where the language has no such code, or a param is missing or of another kind: a newer peer's. */
export function renderMessage(language: MessageTexts, { code, params }: AnyMessage): string | null {
  const text = Object.hasOwn(language.texts, code) ? language.texts[code] : undefined
  if (text === undefined) return null
  let isWhole = true
  const said = text.replace(PARAM, (_all, name: string, kind: string | undefined) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    const written = value === undefined ? null : renderParam(language, kind, value)
    isWhole &&= written !== null
    return written ?? ''
  })
  return isWhole ? said : null
}

/** The message in a language; where that is not possible, as it came. */
export function renderOr(
  language: MessageTexts,
  {
    code,
    params = {},
    message,
  }: { code: string; params?: AnyMessage['params'] | undefined; message: string },
): string {
  return renderMessage(language, { code, params }) ?? message
}

function renderParam(
  language: MessageTexts,
  kind: string | undefined,
  value: MessageParam,
): string | null {
  switch (kind satisfies ParamKind | string | undefined) {
    case undefined:
      return typeof value === 'string' ? value : null
    case 'whole':
      return figure(language, value, (given) => String(Math.round(given)))
    case 'number':
      return figure(language, value, String)
    case 'two':
      return figure(language, value, (given) => given.toFixed(2))
    case 'thousands':
      return figure(language, value, (given) => (given / 1000).toFixed(1))
    case 'note':
      return typeof value === 'number' ? ` (${value})` : value === null ? '' : null
    case 'message':
      // Of an older peer, which gave it in its own words.
      if (typeof value === 'string') return value
      return isMessage(value) ? renderMessage(language, value) : null
    case 'list':
      return partsOf(language, value)?.join(language.separator) ?? null
    case 'sentences':
      return (
        partsOf(language, value)
          ?.map((sentence) => ` ${sentence}`)
          .join('') ?? null
      )
    default:
      return null
  }
}

function figure(
  { decimal }: MessageTexts,
  value: MessageParam,
  write: (given: number) => string,
): string | null {
  return typeof value === 'number' ? write(value).replace('.', decimal) : null
}

function partsOf(language: MessageTexts, value: MessageParam): string[] | null {
  if (!isList(value)) return null
  const parts = value.flatMap((part) => renderMessage(language, part) ?? [])
  return parts.length === value.length ? parts : null
}

function isList(value: MessageParam): value is readonly AnyMessage[] {
  return Array.isArray(value)
}

function isMessage(value: MessageParam): value is AnyMessage {
  return typeof value === 'object' && value !== null && 'code' in value && 'params' in value
}
