import type { LastingStore } from '../air/lasting-store.ts'
import { FRESH_HOST, type Observation } from '../domain/observations/observation.ts'
import { reconcile } from '../domain/reconcile/reconcile.ts'
import type { Action, Moment, World } from '../domain/reconcile/world.ts'
import type { ProfileStore } from '../files/profile-store.ts'
import type { Clock, Ffmpeg, Log } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import { memoFingerprint } from './fingerprint-memo.ts'
import { createWaker } from './waker.ts'

export type PassLoop = {
  /** Many calls make one pass. */
  wake(): void
  /** Something was seen; the next pass, which comes soon, says what it means. */
  observe(observation: Observation): void
  channels(): World['channels']
  world(): World
  /** From now on there are passes. */
  begin(host: PassHost): void
  isClosed(): boolean
  close(): void
}

/** What passes decide on beside their own memory, and who does what they decide. */
export type PassHost = {
  /** What is remembered of channels whose runs were adopted. */
  adopted: World['channels']
  situation(): Situation
  perform(action: Action): void
}

export type Situation = Omit<World, 'channels' | 'host' | 'observations'>

export type LoopPorts = {
  clock: Clock
  random: () => number
  log: Log
  ffmpeg: Pick<Ffmpeg, 'fingerprint'>
  table: Pick<RunTable, 'judge'>
  lasting: Pick<LastingStore, 'read'>
  profiles: Pick<ProfileStore, 'read'>
}

const MAX_PASSES = 25

/**
 * One pass at a time: collect, decide, perform, and again until nothing is asked for; then sleep
 * until the decision's own time or until something happens. All memory of passes is kept here.
 */
export function createPassLoop(ports: LoopPorts): PassLoop {
  const { clock, random, log, table, lasting, profiles } = ports
  const fingerprint = memoFingerprint(ports.ffmpeg.fingerprint)
  const waker = createWaker(clock, passUntilQuiet)
  let host: PassHost | null = null
  let channels: World['channels'] = new Map()
  let remembered: World['host'] = {
    ...FRESH_HOST,
    slates: lasting.read('slates'),
    silences: lasting.read('silences'),
    profiles: profiles.read(),
  }
  let observations: Observation[] = []
  let closed = false

  function passUntilQuiet(): void {
    if (host === null) return
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const before = worldOf(host)
      observations = []
      const result = reconcile(before, moment())
      channels = result.channels
      remembered = result.host
      for (const run of result.judged) table.judge(run)
      for (const action of result.actions) host.perform(action)
      if (result.actions.length === 0) {
        waker.sleepUntil(result.wakeAt)
        return
      }
    }
    log.error({}, 'Decisions do not come to rest')
    waker.sleepUntil(clock.now() + 1000)
  }

  function worldOf(of: PassHost): World {
    return { ...of.situation(), channels, host: remembered, observations }
  }

  function moment(): Moment {
    return { now: clock.now(), wall: clock.wall(), random, fingerprint }
  }

  return {
    wake: waker.wake,
    observe(observation) {
      observations.push(observation)
      waker.wake()
    },
    channels: () => channels,
    world() {
      if (host === null) throw new Error('The passes have not begun.')
      return worldOf(host)
    },
    begin(of) {
      host = of
      channels = of.adopted
      waker.wake()
    },
    isClosed: () => closed,
    close() {
      closed = true
      waker.close()
    },
  }
}
