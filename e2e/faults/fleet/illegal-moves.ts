/** What the agent says when it first sees one of a kind, and of all of them when it ends. */
export const SAID_OF_ILLEGAL_MOVES = ['A channel made an illegal move', 'Illegal moves were made']

/**
 * Lines of a log that tell of channels that went from one state to another which the table of states does
 * not know: faults may do much to a channel, and never that.
 */
export function illegalMovesIn(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => SAID_OF_ILLEGAL_MOVES.some((words) => line.includes(words)))
}
