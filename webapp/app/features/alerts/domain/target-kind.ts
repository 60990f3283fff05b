import type { AlertTargetAddressView, AlertTargetKind } from '@cashbacktv/contract'

/** In the order in which they are offered. */
const OFFERED = {
  email: true,
  slack: true,
  discord: true,
  teams: true,
  webhook: true,
  sms: true,
} as const satisfies Record<AlertTargetKind, true>

export const TARGET_KINDS: readonly AlertTargetKind[] = Object.keys(OFFERED).filter(isTargetKind)

export function isTargetKind(text: string | null): text is AlertTargetKind {
  return text !== null && Object.hasOwn(OFFERED, text)
}

/** Where its messages go, as a person sees it: people, or a server. */
export function placeOfTarget(address: AlertTargetAddressView): string {
  switch (address.kind) {
    case 'email':
      return address.to.join(', ')
    case 'sms':
      return `${address.to.join(', ')} · ${address.server}`
    case 'slack':
    case 'discord':
    case 'teams':
    case 'webhook':
      return address.server
  }
}
