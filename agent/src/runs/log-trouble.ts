import { type HostHappening, reasonOf } from '@cashbacktv/contract'
import type { Log } from '../ports.ts'

/** Says once that logs are kept elsewhere, and again when that comes back after it was over. */
export function tellLogTroubleOn(context: {
  log: Pick<Log, 'error'>
  say(happening: HostHappening): void
}): (trouble: string | null) => void {
  let isSaid = false
  return (trouble) => {
    if (trouble !== null && !isSaid) {
      const reason = reasonOf('resource', 'logs-in-media', { detail: trouble })
      context.log.error({}, reason.message)
      context.say({ kind: 'host-notice', reason })
    }
    isSaid = trouble !== null
  }
}
