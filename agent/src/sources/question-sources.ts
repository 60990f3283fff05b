import type { ReadableSource, Reason, RunId, Source } from '@cashbacktv/contract'
import type { ContentSample } from '../domain/content/content-sample.ts'
import { samplesOf } from '../domain/content/samples-of.ts'
import { sourceOnAir } from '../domain/sources/source-readers.ts'
import type { Ffmpeg, ProbeResult, RecordWish } from '../ports.ts'
import { shareAnswers } from './share-answers.ts'
import type { SourceDoor } from './source-door.ts'

/** What can be found out of a source beside the runs that are made of it. */
export type SourceQuestions = {
  /**
   * Reads a source for what is in it. Refused while a run has it, unless two are known to be
   * admitted; a start may ask for itself before it opens the source, and a trial finds out.
   */
  probe(source: ReadableSource, options?: ProbeWish): Promise<ProbeResult>
  /**
   * Before a start: what is wrong with the bytes of a source, as soon as it shows; null when nothing
   * is seen to be, or when it is not to be opened.
   */
  glance(source: ReadableSource, startOf: RunId): Promise<Reason | null>
  /** How picture and audio of some seconds of it are; refused like a probe, it is nothing. */
  sample(source: Source): Promise<readonly ContentSample[]>
  /** Some seconds of its picture into a file; refused like a probe. False where nothing came. */
  record(wish: RecordWish, signal: AbortSignal): Promise<boolean | 'refused'>
  /** Whether anybody answers there; undefined where that cannot be told or must not be asked. */
  hear(source: ReadableSource): Promise<string | null | undefined>
  /** The same of a source whose run brings nothing any more: no more than whether its port is open. */
  hearDoubted(source: ReadableSource): Promise<string | null | undefined>
}

export type ProbeWish = {
  withFrame?: boolean
  startOf?: RunId
  isTrial?: boolean
  /** A start waits for it. */
  brief?: boolean
}

export type QuestionsContext = {
  ffmpeg: Pick<
    Ffmpeg,
    'probe' | 'glance' | 'hearSource' | 'checkSource' | 'sampleSource' | 'recordSource'
  >
  allowCidrs(): readonly string[]
}

type Asked = QuestionsContext & { door: Pick<SourceDoor, 'admits' | 'maySee' | 'ask'> }

/** The questions, each through the one door. */
export function questionSources({ ffmpeg, allowCidrs, door }: Asked): SourceQuestions {
  const isAlone = (key: string) => door.maySee(key)
  const isNoDanger = (key: string) => door.admits(key) !== 'one'
  const isAllowed = async (url: string) => (await ffmpeg.checkSource(url, allowCidrs())) === null

  async function hear(source: ReadableSource, portOnly: boolean) {
    const heard = await door.ask(source, {
      kind: 'knock',
      mayStill: portOnly ? isNoDanger : isAlone,
      open: ({ signal }) => ffmpeg.hearSource(source, allowCidrs(), { portOnly, signal }),
      wasLetIn: (answer) => answer != null && !portOnly,
    })
    return heard === 'refused' ? undefined : heard
  }

  const glances = shareAnswers<Reason | null>()

  return {
    async probe(source, { withFrame = false, startOf, isTrial = false, brief = false } = {}) {
      const answer = await door.ask(source, {
        kind: 'probe',
        mayStill: isTrial ? isNoDanger : (key) => door.maySee(key, startOf),
        open: (signals) => ffmpeg.probe(source, allowCidrs(), withFrame, { ...signals, brief }),
        wasLetIn: ({ ok }) => ok,
      })
      return answer === 'refused' ? { ok: false, reason: sourceOnAir, tookMs: 0 } : answer
    },
    glance: (source, startOf) =>
      glances(source, async () => {
        const answer = await door.ask(source, {
          kind: 'probe',
          mayStill: (key) => door.maySee(key, startOf),
          open: ({ signal }) => ffmpeg.glance(source, allowCidrs(), signal),
          wasLetIn: (reason) => reason === null,
        })
        return answer === 'refused' ? null : answer
      }),
    async sample(source) {
      if (!(await isAllowed(source.url))) return []
      const piece = await door.ask(source, {
        kind: 'probe',
        mayStill: isAlone,
        open: ({ signal }) => ffmpeg.sampleSource(source, allowCidrs(), signal),
        wasLetIn: (answer) => answer !== null,
      })
      return piece === null || piece === 'refused' ? [] : samplesOf(piece)
    },
    async record(wish, stop) {
      if (!(await isAllowed(wish.source.url))) return 'refused'
      return door.ask(wish.source, {
        kind: 'probe',
        mayStill: isAlone,
        open: ({ signal }) =>
          ffmpeg.recordSource(wish, allowCidrs(), AbortSignal.any([signal, stop])),
        wasLetIn: (recorded) => recorded,
      })
    },
    hear: (source) => hear(source, false),
    hearDoubted: (source) => hear(source, true),
  }
}
