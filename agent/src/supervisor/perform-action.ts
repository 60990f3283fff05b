import type { LastingStore } from '../air/lasting-store.ts'
import type { OriginTeller } from '../air/origin-teller.ts'
import type { Action, StartAction } from '../domain/reconcile/world.ts'
import type { EventWriter } from '../events/event-writer.ts'
import type { ProfileStore } from '../files/profile-store.ts'
import type { Ffmpeg, Log } from '../ports.ts'
import type { RunControl } from '../runs/run-control.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { ContentQuestion } from '../sources/ask-content.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import type { SourceWatch } from '../sources/source-watch.ts'
import type { IllegalMoves } from './illegal-moves.ts'

export type Performers = {
  startRun(start: StartAction): void
  control: Pick<RunControl, 'stop' | 'signal'>
  table: Pick<RunTable, 'remove'>
  origin: Pick<OriginTeller, 'tell'>
  sources: Pick<SourceWatch, 'probe'>
  readers: Pick<SourceReaders, 'learn'>
  ask(question: ContentQuestion): Promise<void>
  lasting: Pick<LastingStore, 'keep'>
  profiles: Pick<ProfileStore, 'keep'>
  moves: Pick<IllegalMoves, 'note'>
  events: Pick<EventWriter, 'say'>
  ffmpeg: Pick<Ffmpeg, 'remember'>
  log: Pick<Log, 'info'>
}

/** Hands each action that a pass asks for to the one who does it. */
export function performAction(by: Performers, action: Action): void {
  switch (action.kind) {
    case 'start':
      by.startRun(action)
      break
    case 'stop':
      by.control.stop(action.runId, action.why)
      break
    case 'signal':
      by.control.signal(action.runId, action.signal)
      break
    case 'bury':
      by.table.remove(action.runId)
      break
    case 'air':
      by.origin.tell(action.channelId, action.air)
      break
    case 'probe-source':
      void by.sources.probe(action.channelId, action.sourceId)
      break
    case 'follow-source': {
      const { channelId, runId, url, facts } = action
      by.ffmpeg.remember(url, facts)
      by.log.info({ channelId, runId }, 'The source has changed: a run follows')
      break
    }
    case 'ask-content':
      void by.ask(action)
      break
    case 'keep-profiles':
      by.profiles.keep(action.profiles)
      break
    case 'learn':
      by.readers.learn(action.readerKey, action.admits)
      break
    case 'keep-lasting':
      by.lasting.keep(action.what, action.lasting)
      break
    case 'illegal-move':
      by.moves.note(action)
      break
    case 'say':
      by.events.say(action.happening)
  }
}
