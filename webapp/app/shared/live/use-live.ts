import type { ChannelPulse, HostPulse, HostView } from '@cashbacktv/contract'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { createPulseStore, type LinkState } from './pulse-store.ts'

/** One store a browser; on the server it stays empty. */
export const pulseStore = createPulseStore((run) => setTimeout(run))

/**
 * A value of one channel's pulse. The component renders again only when the value itself changes,
 * so selectors answer texts and numbers as they are shown. `initial` is what the loader knew.
 */
export function useChannelPulse<T extends string | number | boolean | null | undefined>(
  id: string,
  select: (pulse: ChannelPulse) => T,
  initial: T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => pulseStore.subscribeChannel(id, listener),
    [id],
  )
  const read = () => {
    const pulse = pulseStore.channel(id)
    return pulse ? select(pulse) : initial
  }
  return useSyncExternalStore(subscribe, read, () => initial)
}

export function useHostPulse(id: string): HostPulse | undefined {
  const subscribe = useCallback(
    (listener: () => void) => pulseStore.subscribeHost(id, listener),
    [id],
  )
  return useSyncExternalStore(
    subscribe,
    () => pulseStore.host(id),
    () => undefined,
  )
}

/**
 * A host as a page was loaded with it, with what moves of it as told since. What is changed by hand the page
 * is read again for: a connection that was lost would go on telling what it was before.
 */
export function useLiveHost(loaded: HostView): HostView {
  const pulse = useHostPulse(loaded.id)
  return useMemo(() => {
    const { name, draining, edition } = loaded
    return pulse ? { ...loaded, ...pulse, name, draining, edition } : loaded
  }, [loaded, pulse])
}

/** Changes when any channel changes its state: what lists sort and count by. */
export function useStatesVersion(): number {
  return useSyncExternalStore(pulseStore.subscribeStates, pulseStore.statesVersion, () => 0)
}

export function useLinkState(): LinkState {
  return useSyncExternalStore(
    pulseStore.subscribeLink,
    pulseStore.link,
    (): LinkState => 'connecting',
  )
}
