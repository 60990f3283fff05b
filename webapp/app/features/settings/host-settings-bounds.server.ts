import { type BoundsByPath, boundsOf, HostSettings } from '@cashbacktv/contract'

/** The bounds of every setting of the hosts, from where they are judged. */
export const HOST_BOUNDS: BoundsByPath = boundsOf(HostSettings)
export const HOST_DEFAULTS: HostSettings = HostSettings.parse({})
