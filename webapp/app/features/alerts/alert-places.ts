/** Places within the alerts, in order; each with the least role that may see it. */
export const ALERT_PLACES = [
  { to: '/alerts', key: 'incidents', role: 'viewer' },
  { to: '/alerts/messages', key: 'messages', role: 'viewer' },
  { to: '/alerts/targets', key: 'targets', role: 'operator' },
  { to: '/alerts/rules', key: 'rules', role: 'viewer' },
  { to: '/alerts/maintenance', key: 'maintenance', role: 'viewer' },
  { to: '/alerts/delivery', key: 'delivery', role: 'operator' },
] as const
