import type { ProgramFacts, Reason } from '@cashbacktv/contract'

const MOST_NAMED = 20

/** It may come back, as programmes of a multiplex do: the channel goes on trying. */
export function programMissing(
  wanted: number | undefined,
  programs: readonly ProgramFacts[],
): Reason {
  const there = programs.filter(({ hasVideo }) => hasVideo).map(({ number }) => number)
  const listed = there.toSorted((a, b) => a - b).slice(0, MOST_NAMED)
  const more = there.length > MOST_NAMED ? ' and others' : ''
  const has = listed.length === 0 ? 'none with a picture' : `${listed.join(', ')}${more}`
  return {
    class: 'network',
    code: 'program-missing',
    message: `The source has no programme ${wanted ?? ''} with a picture; it has ${has}. Choose another programme of it.`,
  }
}
