import { type AlertRuleId, type Message, messageOf } from '@cashbacktv/contract'

/** What is so of a channel or host, in a sentence. */
export function sayAlert(rule: AlertRuleId, name: string): Message {
  return messageOf(`alert-${rule}`, { name })
}
