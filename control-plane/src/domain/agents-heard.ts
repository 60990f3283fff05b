import type { AgentsHeard } from '@cashbacktv/db'

type Heard = AgentsHeard['recent'][number]
/** An agent as it introduces itself; one of a former release says of what machine it is alone. */
type Introduced = { agentId?: string | undefined; bootId: string }

/**
 * An agent whose connection another one took comes back after a minute at most, so that two of them
 * show within a few; what was longer ago says nothing of now.
 */
const WITHIN_MS = 5 * 60_000
/**
 * An agent that starts again and again is another one each time, one a second or two: of each boot as many
 * are remembered as can come in the minute until the one before is back, and of all of them twice as many.
 */
const MOST_OF_BOOT = 40
const MOST_HEARD = 2 * MOST_OF_BOOT

/**
 * What is known once an agent has introduced itself on a new connection. A process that ended never
 * comes back, nor does a boot: who is heard before another one and after it is alive as well as that.
 */
export function hearAgent(
  before: AgentsHeard | null,
  { agentId: said, bootId }: Introduced,
  at: Date,
): AgentsHeard {
  const agentId = said ?? null
  const word: Heard = { agentId, bootId, at: at.toISOString() }
  const recent = (before?.recent ?? []).filter((one) => isOfNow(one.at, at))
  const own = recent.findIndex((one) => one.agentId === agentId && one.bootId === bootId)
  const isBack = own !== -1 && recent.slice(own + 1).some((one) => isAnother(one, word))
  const since = twoAgentsSince(before, at)
  return {
    recent: newestOf([...recent.filter((_, index) => index !== own), word]),
    proof: isBack ? { since: since ?? word.at, at: word.at } : (before?.proof ?? null),
  }
}

/** None pushes out those of another machine. */
function newestOf(heard: readonly Heard[]): Heard[] {
  const isAmongNewest = ({ bootId }: Heard, index: number) => {
    return heard.slice(index).filter((one) => one.bootId === bootId).length <= MOST_OF_BOOT
  }
  return heard.filter(isAmongNewest).slice(-MOST_HEARD)
}

/** Since when two agents have connected as one host by turns; null once they have not for a while. ISO 8601. */
export function twoAgentsSince(heard: AgentsHeard | null, now: Date): string | null {
  return heard?.proof && isOfNow(heard.proof.at, now) ? heard.proof.since : null
}

/** For certain: an agent that was put back to the former release does not say which one it is. */
function isAnother(a: Heard, b: Heard): boolean {
  if (a.bootId !== b.bootId) return true
  return a.agentId !== null && b.agentId !== null && a.agentId !== b.agentId
}

function isOfNow(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) < WITHIN_MS
}
