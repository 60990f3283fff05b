import { needsEye } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import type { ChannelState } from './use-channel-state.ts'

/** Why a channel is not well, else what viewers get of it; null when all is well. */
export function useWhy({ reason, health }: Pick<ChannelState, 'reason' | 'health'>): string | null {
  const apiText = useApiText()
  if (reason) return apiText.reason(reason)
  if (!health || !needsEye(health.level)) return null
  return apiText.health(health.code)
}
