import type { AnyMessage, MessageParam } from './message.ts'

/** The same message with every text in it changed, at every depth: what it names may have to be hidden. */
export function mapTexts<M extends AnyMessage>(message: M, change: (text: string) => string): M {
  const params = Object.entries(message.params).map(([name, param]) => [
    name,
    changedParam(param, change),
  ])
  return { ...message, params: Object.fromEntries(params) }
}

function changedParam(param: MessageParam, change: (text: string) => string): MessageParam {
  if (typeof param === 'string') return change(param)
  if (typeof param !== 'object' || param === null) return param
  return isList(param) ? param.map((inner) => mapTexts(inner, change)) : mapTexts(param, change)
}

function isList(param: AnyMessage | readonly AnyMessage[]): param is readonly AnyMessage[] {
  return Array.isArray(param)
}
