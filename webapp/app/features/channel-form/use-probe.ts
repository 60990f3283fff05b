import type { SourceFacts } from '@cashbacktv/contract'
import { useCallback, useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { toReading } from './domain/source-access.ts'
import type { SourceRow } from './domain/source-rows.ts'
import { toTracks } from './domain/track-form.ts'

/** `frame` is the address of a picture, ready for an `img`. */
export type Found = { facts: SourceFacts; frame: string | null; tookMs: number }
export type ProbeState =
  | { kind: 'idle' }
  | { kind: 'asking' }
  | { kind: 'found'; found: Found }
  /** Without a problem there was no address to look into. */
  | { kind: 'failed'; problem: ApiProblem | null }

/** Probes of the rows of a form, each by the key of its row. */
export function useProbes() {
  const [probes, setProbes] = useState<Record<string, ProbeState>>({})
  const set = useCallback(
    (key: string, state: ProbeState) => setProbes((known) => ({ ...known, [key]: state })),
    [],
  )
  async function probe(row: SourceRow) {
    const { key, id, url, access } = row
    if (url.trim() === '') return set(key, { kind: 'failed', problem: null })
    set(key, { kind: 'asking' })
    try {
      const { facts, frame, tookMs } = await browserApi.channels.probe.mutate({
        url: url.trim(),
        ...(id ? { sourceId: id } : {}),
        ...toReading(access, url),
        ...toTracks(row),
      })
      const picture = frame ? `data:image/jpeg;base64,${frame}` : null
      set(key, { kind: 'found', found: { facts, frame: picture, tookMs } })
    } catch (failure) {
      set(key, { kind: 'failed', problem: toApiProblem(failure) })
    }
  }
  return { probes, probe, forget: (key: string) => set(key, { kind: 'idle' }) }
}
