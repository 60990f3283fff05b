import type { MaintenanceScope, MaintenanceView } from '@cashbacktv/contract'
import { toInstant } from '../../channel/domain/schedule-form.ts'

/** What the form of a window holds. The times are what clocks of the zone show. */
export type MaintenanceForm = {
  /** As in `all`, `host:<id>` and `channel:<id>`. */
  scope: string
  from: string
  until: string
  timeZone: string
  note: string
}

export function readMaintenanceForm(form: FormData): MaintenanceForm {
  const text = (name: keyof MaintenanceForm) => String(form.get(name) ?? '').trim()
  return {
    scope: text('scope'),
    from: text('from'),
    until: text('until'),
    timeZone: text('timeZone'),
    note: text('note'),
  }
}

/** What the form makes of the window, for the contract to judge. Without a beginning it begins now. */
export function maintenanceBody(form: MaintenanceForm, id: object, now: Date): object {
  const { scope, from, until, timeZone, note } = form
  return {
    ...id,
    scope: readScope(scope),
    from: from === '' ? now.toISOString() : toInstant(from, timeZone),
    until: toInstant(until, timeZone),
    note,
  }
}

export function scopeText(scope: MaintenanceScope): string {
  switch (scope.kind) {
    case 'all':
      return 'all'
    case 'host':
      return `host:${scope.hostId}`
    case 'channel':
      return `channel:${scope.channelId}`
  }
}

function readScope(text: string): object {
  const [kind = '', id = ''] = text.split(':')
  if (kind === 'host') return { kind, hostId: id }
  return kind === 'channel' ? { kind, channelId: id } : { kind }
}

const STATES = ['active', 'planned', 'over'] as const

/** Windows by their state: those that are active first, and of those that are planned the next one. */
export function byState(windows: readonly MaintenanceView[]) {
  const soonest = windows.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))
  return STATES.map((state) => {
    const inOrder = state === 'over' ? windows : soonest
    return { state, windows: inOrder.filter((window) => window.state === state) }
  })
}
