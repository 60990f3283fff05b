import type { ChannelSpec, HostSettings } from '@cashbacktv/contract'
import type { StartWish } from '../admission/start-queue.ts'
import type { Readers } from '../sources/source-readers.ts'
import type { Action, ChannelMemory, Moment, Run, StartAction } from './world.ts'

/** What a pass over one channel decides on, beside what is remembered of it. */
export type ChannelSituation = {
  spec: ChannelSpec | null
  /** It is wanted, and not all that is wanted of it is known. */
  isUnread: boolean
  wanted: boolean
  runs: readonly Run[]
  settings: HostSettings
  /** Of the whole host. */
  readers: Readers
  moment: Moment
}

/** The same of a channel that is wanted; `live` are its runs that are well. */
export type WantedSituation = ChannelSituation & { spec: ChannelSpec; live: readonly Run[] }

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
