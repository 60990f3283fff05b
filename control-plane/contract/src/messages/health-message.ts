import type { HealthCode } from '../health/channel-health.ts'
import { type Message, messageOf } from './catalogue.ts'

/** What viewers get, in one sentence. Why it is so is the channel's reason. */
export function healthMessage(code: HealthCode): Message {
  return messageOf(`health-${code}`)
}
