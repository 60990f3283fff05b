import { DesiredState, type HostId, type KnownDesired, PROTOCOL } from '@cashbacktv/contract'

/** For stopping everything: what is wanted stays known, but nothing is on. */
export function allOff(desired: KnownDesired | null, hostId: HostId): KnownDesired {
  if (desired !== null) {
    const channels = desired.channels.map((spec) => ({ ...spec, on: false }))
    return { ...desired, channels, unread: [] }
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
