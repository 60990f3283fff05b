import type { BulkChannelResult, BulkEffect, BulkObstacle } from '@cashbacktv/contract'

export type BulkSummary = {
  changed: number
  unchanged: number
  /** Channels and, of those, the ones that somebody watches. */
  effects: Record<BulkEffect, { channels: number; watched: number; viewers: number }>
  obstacles: Record<BulkObstacle, number>
  /** Channels that are played at another address from then on. */
  newAddresses: number
  /** Channels that a silent host may have on air still. */
  leavingSilent: number
}

/** The figures of what a bulk action does, or would do. */
export function summariseBulk(results: readonly BulkChannelResult[]): BulkSummary {
  const changed = results.filter(({ outcome }) => outcome === 'done')
  const ofEffect = (effect: BulkEffect) => {
    const those = changed.filter((result) => result.effect === effect)
    return {
      channels: those.length,
      watched: those.filter(({ viewers }) => viewers > 0).length,
      viewers: those.reduce((sum, { viewers }) => sum + viewers, 0),
    }
  }
  const ofObstacle = (obstacle: BulkObstacle) =>
    results.filter((result) => result.obstacle === obstacle).length
  return {
    changed: changed.length,
    unchanged: results.filter(({ outcome }) => outcome === 'unchanged').length,
    effects: {
      none: ofEffect('none'),
      starts: ofEffect('starts'),
      stops: ofEffect('stops'),
      restarts: ofEffect('restarts'),
      moves: ofEffect('moves'),
    },
    obstacles: {
      missing: ofObstacle('missing'),
      copies: ofObstacle('copies'),
      taken: ofObstacle('taken'),
    },
    newAddresses: changed.filter(({ newAddress }) => newAddress).length,
    leavingSilent: changed.filter(({ leavesSilent }) => leavesSilent).length,
  }
}

/** What has to be done to bring back what was before; empty when that is not possible. */
export type UndoStep = {
  channelIds: string[]
  action:
    | { kind: 'start' | 'stop' | 'restore' }
    | { kind: 'preset'; presetId: string }
    | { kind: 'move'; hostId: string; pinned: boolean }
}

export function undoOf(kind: string, results: readonly BulkChannelResult[]): UndoStep[] {
  const changed = results.filter(({ outcome }) => outcome === 'done')
  if (changed.length === 0) return []
  const idsOf = (those: readonly BulkChannelResult[]) => those.map(({ channelId }) => channelId)
  if (kind === 'delete') return [{ channelIds: idsOf(changed), action: { kind: 'restore' } }]
  if (kind === 'stop') return [{ channelIds: idsOf(changed), action: { kind: 'start' } }]
  if (kind === 'start') {
    // What was on and had given up stays as it is: stopping it is not what was before.
    const were = changed.filter(({ previous }) => previous?.on === false)
    return were.length > 0 ? [{ channelIds: idsOf(were), action: { kind: 'stop' } }] : []
  }
  if (kind === 'move') return movesBack(changed)
  if (kind !== 'preset') return []
  const before = new Set(changed.flatMap(({ previous }) => previous?.presetId ?? []))
  return [...before].map((presetId) => ({
    channelIds: idsOf(changed.filter(({ previous }) => previous?.presetId === presetId)),
    action: { kind: 'preset', presetId },
  }))
}

/**
 * Together those that were on the same host, chosen in the same way. To no host there is no way back: left to
 * placement, a channel goes to another one.
 */
function movesBack(changed: readonly BulkChannelResult[]): UndoStep[] {
  const steps = new Map<string, UndoStep>()
  for (const { channelId, previous } of changed) {
    if (!previous || previous.hostId === null) continue
    const { hostId, pinned } = previous
    const key = `${hostId} ${pinned}`
    const channelIds = [...(steps.get(key)?.channelIds ?? []), channelId]
    steps.set(key, { channelIds, action: { kind: 'move', hostId, pinned } })
  }
  return [...steps.values()]
}
