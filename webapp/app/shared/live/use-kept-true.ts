import type { HostView, ListedChannel, LiveNames } from '@cashbacktv/contract'
import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { areHostsStale, areNamesStale, isStale } from './staleness.ts'
import { pulseStore } from './use-live.ts'

/** Changes that come together are read together; a page that stays stale is read ever more rarely. */
const GATHER_MS = 300
const MOST_DOUBLINGS = 5

type Page = {
  channels: readonly Pick<ListedChannel, 'id' | 'updatedAt' | 'hostId' | 'hostName'>[]
  /** How many channels there are when the page is of all; null for a page of one. */
  total: number | null
  hosts?: readonly Pick<HostView, 'id' | 'edition'>[] | undefined
  /** All that are in reach. */
  groups?: LiveNames['groups'] | undefined
  /** The one that is named; null where none is. */
  preset?: LiveNames['presets'][number] | null
}

/**
 * Reads a page again when channels were made, changed or deleted elsewhere, or hosts were, or a group or a preset
 * is called otherwise: the live connection tells that, and not what.
 */
export function useKeptTrue({ channels, total, hosts, groups, preset }: Page): void {
  const { revalidate, state } = useRevalidator()
  const editions = useRef(new Map<string, string>())
  const tries = useRef(0)
  useEffect(() => {
    // What is being read may be true: it is looked again when it is there, or could not be had.
    if (state !== 'idle') return
    let timer: ReturnType<typeof setTimeout> | undefined
    const isTrue = () => {
      // What was told before the connection was lost is no news.
      if (pulseStore.link() !== 'live') return true
      if (hosts !== undefined && areHostsStale(hosts, pulseStore)) return false
      const names = pulseStore.names()
      if (names && groups && areNamesStale(groups, names.groups, true)) return false
      if (names && preset && areNamesStale([preset], names.presets, false)) return false
      return !isStale(channels, total, pulseStore, editions.current)
    }
    const look = () => {
      if (isTrue()) {
        tries.current = 0
        return
      }
      const delay = GATHER_MS * 2 ** Math.min(tries.current, MOST_DOUBLINGS)
      timer ??= setTimeout(() => {
        tries.current += 1
        revalidate()
      }, delay)
    }
    look()
    const ends = [pulseStore.subscribeStates(look), pulseStore.subscribePulse(look)]
    return () => {
      clearTimeout(timer)
      for (const end of ends) end()
    }
  }, [channels, total, hosts, groups, preset, revalidate, state])
}
