import type { ChannelMetricsView } from '@cashbacktv/contract'
import { createContext, type ReactNode, useContext } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { usePolling } from '../../shared/use-polling.ts'

const Context = createContext<ChannelMetricsView | null>(null)

/** Reads the figures of one channel every other second, once for all parts of its page. */
export function ChannelMetrics({
  channelId,
  children,
}: {
  channelId: string
  children: ReactNode
}) {
  const { data } = usePolling(
    (signal) => browserApi.channels.metrics.query({ id: channelId }, { signal }),
    { everyMs: 2000, key: channelId },
  )
  return <Context.Provider value={data}>{children}</Context.Provider>
}

/** Null before the first were read. */
export function useChannelMetrics(): ChannelMetricsView | null {
  return useContext(Context)
}
