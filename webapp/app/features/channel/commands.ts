import type { ChannelView } from '@cashbacktv/contract'
import { useSyncExternalStore } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { pulseStore } from '../../shared/live/use-live.ts'
import type { Command } from './domain/channel-status.ts'

export type Commanded = Pick<ChannelView, 'id' | 'name' | 'showing' | 'viewers'>

/** A command counts as under way until the live view has had time to show what came of it. */
const SEEN_MS = 1500

const listeners = new Set<() => void>()
const underWay = new Map<string, Command>()
let stopping: Commanded | null = null

/** The command under way for a channel, from whichever of its buttons. */
export function useCommandUnderWay(id: string): Command | null {
  return useSyncExternalStore(
    subscribe,
    () => underWay.get(id) ?? null,
    () => null,
  )
}

export function isUnderWay(id: string): boolean {
  return underWay.has(id)
}

/** Sends a command. Not one that waits for a server that is away: by then it may be wrong. */
export async function sendCommand(id: string, command: Command): Promise<void> {
  underWay.set(id, command)
  tell()
  const isDone = () => {
    underWay.delete(id)
    tell()
  }
  try {
    await browserApi.channels[command].mutate({ id })
    setTimeout(isDone, SEEN_MS)
  } catch (failure) {
    isDone()
    throw failure
  }
}

/** Somebody sees the channel now, or would if they looked. */
export function isOnAir({ id, showing, viewers }: Omit<Commanded, 'name'>): boolean {
  const now = pulseStore.channel(id) ?? { showing, viewers }
  return now.showing !== 'nothing' || now.viewers > 0
}

/** The channel whose stopping a person is asked about. */
export function useStopQuestion(): Commanded | null {
  return useSyncExternalStore(
    subscribe,
    () => stopping,
    () => null,
  )
}

export function askToStop(channel: Commanded | null): void {
  stopping = channel
  tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function tell(): void {
  for (const listener of listeners) listener()
}
