import type { ChannelPulse } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import { pulseStore } from './use-live.ts'

export const HISTORY_POINTS = 300

/** The pulses of one channel since the page was opened, one a second, the last five minutes of them. */
export function useHistory(id: string): readonly (ChannelPulse | null)[] {
  const [points, setPoints] = useState<readonly (ChannelPulse | null)[]>([])
  useEffect(() => {
    setPoints([])
    return pulseStore.subscribePulse(() => {
      const point = pulseStore.channel(id) ?? null
      setPoints((old) => [...old.slice(1 - HISTORY_POINTS), point])
    })
  }, [id])
  return points
}
