import type { Me } from '@cashbacktv/contract'

type Place = { to: string; key: string; role: Me['role'] }

/** Pages beside those of the main navigation, each with the least role that may open it. `key` is of its name. */
export const PLACES = [
  { to: '/wall', key: 'wall', role: 'viewer' },
  { to: '/rollouts', key: 'rollouts', role: 'viewer' },
  { to: '/channels/new', key: 'newChannel', role: 'operator' },
  { to: '/channels/import', key: 'import', role: 'operator' },
  { to: '/channels/deleted', key: 'deleted', role: 'operator' },
  { to: '/settings/presets', key: 'presets', role: 'viewer' },
  { to: '/settings/presets/new', key: 'newPreset', role: 'admin' },
  { to: '/settings/api-keys', key: 'keys', role: 'operator' },
  { to: '/settings/groups', key: 'groups', role: 'admin' },
  { to: '/settings/users', key: 'people', role: 'admin' },
  { to: '/settings/audit', key: 'audit', role: 'admin' },
  { to: '/settings/recordings', key: 'recordingBucket', role: 'admin' },
  { to: '/settings/backup', key: 'backup', role: 'admin' },
  { to: '/alerts/targets/new', key: 'newTarget', role: 'admin' },
  { to: '/docs', key: 'docs', role: 'viewer' },
  { to: '/account', key: 'account', role: 'viewer' },
  { to: '/account/second-step', key: 'secondStep', role: 'viewer' },
] as const satisfies readonly Place[]
