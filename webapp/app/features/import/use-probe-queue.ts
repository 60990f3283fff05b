import type { HostId, SourceFacts, SourceReading } from '@cashbacktv/contract'
import { useEffect, useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { toApiProblem } from '../../shared/domain/api-problem.ts'
import { nextProbes, type ProbeJob, serverOf } from './domain/next-probes.ts'

export type Probed =
  | { kind: 'asking' }
  | { kind: 'found'; facts: SourceFacts }
  | { kind: 'failed'; why: string }

export type ProbeSource = { url: string; hostId?: HostId } & SourceReading
type Job = ProbeJob & { source: ProbeSource }
type Work = { waiting: Job[]; running: Job[] }

/**
 * Probes of the sources of a list, each address once and one at a time a server. `total` is how many
 * are asked for; what waits is forgotten when it is ended, and what has begun answers still.
 */
export function useProbeQueue() {
  const apiText = useApiText()
  const [probed, setProbed] = useState<ReadonlyMap<string, Probed>>(new Map())
  const [total, setTotal] = useState(0)
  const work = useRef<Work>({ waiting: [], running: [] })
  useEffect(
    () => () => {
      work.current.waiting = []
    },
    [],
  )

  async function look(job: Job) {
    const set = (state: Probed) => setProbed((known) => new Map(known).set(job.url, state))
    set({ kind: 'asking' })
    try {
      const { facts } = await browserApi.channels.probe.mutate(job.source)
      set({ kind: 'found', facts })
    } catch (failure) {
      const problem = toApiProblem(failure)
      const [detail] = problem.details
      set({ kind: 'failed', why: detail ? apiText.field(detail) : apiText.problem(problem) })
    }
    work.current.running = work.current.running.filter((other) => other !== job)
    begin()
  }

  function begin() {
    const { waiting, running } = work.current
    const next = new Set<ProbeJob>(nextProbes(waiting, running))
    const jobs = waiting.filter((job) => next.has(job))
    work.current = {
      waiting: waiting.filter((job) => !next.has(job)),
      running: [...running, ...jobs],
    }
    for (const job of jobs) void look(job)
  }

  return {
    probed,
    total,
    probe(sources: readonly ProbeSource[]) {
      const byUrl = new Map(sources.map((source) => [source.url, source]))
      work.current.waiting = [...byUrl.values()].map((source) => ({
        url: source.url,
        server: serverOf(source.url),
        source,
      }))
      setTotal(byUrl.size)
      setProbed(new Map())
      begin()
    },
    end() {
      setTotal((known) => known - work.current.waiting.length)
      work.current.waiting = []
    },
  }
}

export type ProbeQueue = ReturnType<typeof useProbeQueue>
