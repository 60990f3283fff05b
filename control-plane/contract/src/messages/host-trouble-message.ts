import type { HostTroubleCode } from '../health/host-health.ts'
import { type Message, messageOf } from './catalogue.ts'

const CODES = {
  silent: 'alert-host-silent',
  originAway: 'alert-origin-away',
  twoAgents: 'alert-host-two-agents',
  mediaFull: 'alert-media-full',
  memoryFull: 'alert-host-memory-full',
  cpuFull: 'alert-host-cpu-full',
  diskFull: 'alert-disk-full',
  held: 'alert-host-held',
} as const satisfies Record<HostTroubleCode, string>

/** What is wrong with a host of this name, in one sentence. */
export function hostTroubleMessage(code: HostTroubleCode, name: string): Message {
  return messageOf(CODES[code], { name })
}
