import { messageOf, type ProgramFacts, type Reason, reasonOf } from '@cashbacktv/contract'

const MOST_NAMED = 20

/** It may come back, as programmes of a multiplex do: the channel goes on trying. */
export function programMissing(
  wanted: number | undefined,
  programs: readonly ProgramFacts[],
): Reason {
  const there = programs.filter(({ hasVideo }) => hasVideo).map(({ number }) => number)
  const listed = there.toSorted((a, b) => a - b).slice(0, MOST_NAMED)
  const numbers = listed.join(', ')
  return reasonOf('network', 'program-missing', {
    wanted: String(wanted ?? ''),
    programs:
      listed.length === 0
        ? messageOf('programs-none')
        : messageOf(there.length > MOST_NAMED ? 'programs-listed-in-part' : 'programs-listed', {
            numbers,
          }),
  })
}
