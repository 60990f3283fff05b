import type { Healing } from '../alerts/incident.ts'
import { type Message, messageOf } from './catalogue.ts'

/** How what was wrong came to its end, in one sentence. */
export function healingMessage(healing: Healing): Message {
  return messageOf(`healing-${healing}`)
}
