import { DesiredState, type HostId, PROTOCOL } from '@cashbacktv/contract'

/** For stopping everything: what is wanted stays known, but nothing is on. */
export function allOff(desired: DesiredState | null, hostId: HostId): DesiredState {
  if (desired !== null) {
    return { ...desired, channels: desired.channels.map((spec) => ({ ...spec, on: false })) }
  }
  return DesiredState.parse({
    protocol: PROTOCOL,
    hostId,
    revision: 0,
    channels: [],
    settings: {},
    assets: [],
  })
}
