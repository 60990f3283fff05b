import type { AirObservation, FollowedBreak, RunId, ShownBreak } from '@cashbacktv/contract'
import type { ChannelState } from '../domain/channel/state.ts'

const MOST_SHOWN = 4

/** Says something only where breaks are told of: the last that came, also once they are over. */
export function observeBreaks(
  { wish, broadcast }: ChannelState,
  lost: RunId | null,
): Pick<AirObservation, 'breaks' | 'clockLostRunId'> {
  if (wish === null || wish.cues === 'off') return {}
  const breaks = (broadcast?.window.breaks ?? []).slice(-MOST_SHOWN).map(shown)
  return {
    ...(breaks.length === 0 ? {} : { breaks }),
    ...(lost === null ? {} : { clockLostRunId: lost }),
  }
}

function shown({ startsAt, endsAt, plannedSeconds }: FollowedBreak): ShownBreak {
  return {
    startsAt,
    ...(plannedSeconds === undefined ? {} : { plannedSeconds }),
    ...(endsAt === undefined
      ? {}
      : { seconds: (Date.parse(endsAt) - Date.parse(startsAt)) / 1000 }),
  }
}
