import type { ChannelPhase } from '@cashbacktv/contract'

/** What a channel's page knows of it at the moment. */
export type ActivityInput = {
  phase: ChannelPhase
  showing: 'nothing' | 'live' | 'slate'
  reason: { class: string; code: string } | null
  nextTryAt: string | null
  attempt: number
  queuePosition: number | null
  sources: readonly { id: string }[]
  activeSourceId: string | null
}

/** Key below `doing` of the translations: what the system is doing about it. */
export type Doing =
  | 'queued'
  | 'startingAgain'
  | 'retrying'
  | 'retryingSlowly'
  | 'waitingForRoom'
  | 'waitingForChange'
  | 'watching'
  | 'keepingOld'
  | 'hostWorksOn'
  | 'waitingForHost'
  | 'onBackup'

export type Activity = {
  doing: Doing | null
  /** Place of the source in use, from 1, when it is not the primary. */
  backup: number | null
  slate: boolean
}

/** What the system is doing about a channel that is not simply well. */
export function activityOf(channel: ActivityInput): Activity {
  const at = channel.sources.findIndex(({ id }) => id === channel.activeSourceId)
  const backup = at > 0 ? at + 1 : null
  const slate = channel.showing === 'slate'
  return { doing: doingOf(channel) ?? (backup ? 'onBackup' : null), backup, slate }
}

function doingOf({ phase, reason, nextTryAt, attempt }: ActivityInput): Doing | null {
  switch (phase) {
    case 'queued':
      return reason?.code === 'no-capacity' ? null : 'queued'
    case 'starting':
      return attempt > 0 ? 'startingAgain' : null
    case 'backoff':
      return 'retrying'
    case 'error':
      if (nextTryAt) return 'retryingSlowly'
      return reason?.class === 'resource' ? 'waitingForRoom' : 'waitingForChange'
    case 'degraded':
      // What is on air is older than what is wanted, and the new version does not start.
      return attempt > 0 ? 'keepingOld' : 'watching'
    case 'unknown':
      return reason?.code === 'host-never-connected' ? 'waitingForHost' : 'hostWorksOn'
    case 'unplaced':
      return reason?.code === 'no-capacity' ? null : 'waitingForHost'
    case 'running':
    case 'scheduled':
    case 'stopped':
    case 'stopping':
      return null
  }
}
