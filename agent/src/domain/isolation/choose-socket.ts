/** Below so many cores one channel of several heights and its follower leave little room for a second one. */
const LEAST_CORES = 8
/** A node that has less than this of the largest one's cores is what others left of it. */
const LEAST_SHARE = 0.5

/**
 * Cores of each socket that this host's channels may use. Memory is given out by the socket that asks for it first, and
 * another one reaches it over a link that all share: a channel and its memory are kept on one.
 *
 * @param nodes cores of each node of memory, as the kernel lists them; one may have none
 * @param allowed cores that may be used at all
 * @returns nothing where all of them are on one socket, or one is too small to keep channels on
 */
export function socketsOf(
  nodes: readonly (readonly number[])[],
  allowed: readonly number[],
): number[][] {
  const sockets = nodes
    .map((node) => node.filter((core) => allowed.includes(core)))
    .filter((node) => node.length > 0)
  const sizes = sockets.map(({ length }) => length)
  const least = Math.max(LEAST_CORES, Math.max(...sizes) * LEAST_SHARE)
  return sockets.length > 1 && Math.min(...sizes) >= least ? sockets : []
}

/** Cores that a channel needs, and the place among the sockets of the one that it is kept on. */
export type KeptChannel = { socket: number; cores: number }

/**
 * The socket for a channel: the least taken for its cores, of those that have room for the channel twice, since its
 * next version begins beside the one on air. Where it has a socket with that room it stays there.
 *
 * @param others channels that are kept on a socket
 * @param cores that the channel needs
 * @param own its socket by now
 * @returns its place among the sockets; -1 where none has the room, and it is better kept on none
 */
export function chooseSocket(
  sockets: readonly (readonly number[])[],
  others: readonly KeptChannel[],
  cores: number,
  own = -1,
): number {
  const withRoom = sockets.flatMap(({ length: size }, socket) => {
    const taken = others
      .filter((other) => other.socket === socket)
      .reduce((sum, other) => sum + other.cores, 0)
    return taken + 2 * cores <= size ? [{ socket, share: (taken + cores) / size }] : []
  })
  if (withRoom.some(({ socket }) => socket === own)) return own
  const [best] = withRoom.toSorted((one, other) => one.share - other.share)
  return best?.socket ?? -1
}

/**
 * The socket that a process is kept on whose cores these are. Those that no socket has do not count: an agent before may
 * have been given others. -1 where they are of more than one, as of a process that nobody has placed.
 */
export function socketHolding(
  sockets: readonly (readonly number[])[],
  cores: readonly number[],
): number {
  const holding = sockets.flatMap((socket, place) =>
    socket.some((core) => cores.includes(core)) ? [place] : [],
  )
  return holding.length === 1 ? (holding[0] ?? -1) : -1
}
