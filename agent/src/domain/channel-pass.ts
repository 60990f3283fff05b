import type { ChannelSpec, HostSettings } from '@cashbacktv/contract'
import type { StartWish } from './admission/start-queue.ts'
import type { Readers } from './sources/source-readers.ts'
import type { Action, ChannelMemory, Moment, Run, StartAction } from './world.ts'

/** What a pass over one channel is given, and what it comes to. */
export type ChannelInput = {
  spec: ChannelSpec | null
  wanted: boolean
  memory: ChannelMemory
  runs: readonly Run[]
  settings: HostSettings
  /** Of the whole host. */
  readers: Readers
  moment: Moment
}

export type WishedStart = StartWish & { start: StartAction }

export type ChannelPass = {
  memory: ChannelMemory
  actions: readonly Action[]
  wish: WishedStart | null
  /** Live runs that stay. */
  kept: readonly Run[]
  /** One of them is what the wish asks for. */
  fits: boolean
  wakeAt: number | null
}

/** A pass in the making. */
export type Draft = { memory: ChannelMemory; actions: Action[]; wakeAt: number | null }
