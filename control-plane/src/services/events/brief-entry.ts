import type { EventView } from '@cashbacktv/contract'

/** Without what is long; how long it is stays. */
export function briefEntry(view: EventView): EventView {
  switch (view.kind) {
    case 'run-started': {
      const { command, ...detail } = view.detail
      return { ...view, detail: { ...detail, hasCommand: command !== undefined } }
    }
    case 'run-exited': {
      const { logTail, ...detail } = view.detail
      return { ...view, detail: { ...detail, logLines: logTail?.length ?? 0 } }
    }
    default:
      return view
  }
}
