import type { EventView } from '@cashbacktv/contract'

/** Without what is long; how long it is stays. */
export function briefEntry(view: EventView): EventView {
  const { logTail, command, ...detail } = view.detail
  return {
    ...view,
    detail: {
      ...detail,
      ...(Array.isArray(logTail) ? { logLines: logTail.length } : {}),
      ...(typeof command === 'string' ? { hasCommand: true } : {}),
    },
  }
}
