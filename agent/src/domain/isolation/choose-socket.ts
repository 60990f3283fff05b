/**
 * Cores of each socket that this host's channels may use. Memory is given out by the socket that asks for it first, and
 * another one reaches it over a link that all share: a channel and its memory are kept on one.
 *
 * @param nodes cores of each node of memory, as the kernel lists them; one may have none
 * @param allowed cores that may be used at all
 * @returns nothing where all of them are on one socket
 */
export function socketsOf(
  nodes: readonly (readonly number[])[],
  allowed: readonly number[],
): number[][] {
  const sockets = nodes
    .map((node) => node.filter((core) => allowed.includes(core)))
    .filter((node) => node.length > 0)
  return sockets.length > 1 ? sockets : []
}

/**
 * The socket for one channel more: that with the fewest for each of its cores.
 *
 * @param taken the socket of each channel that has one
 * @returns its place among the sockets
 */
export function chooseSocket(
  sockets: readonly (readonly number[])[],
  taken: readonly number[],
): number {
  const channelsPerCore = sockets.map(
    (cores, socket) => taken.filter((other) => other === socket).length / cores.length,
  )
  return channelsPerCore.indexOf(Math.min(...channelsPerCore))
}

/** The socket that has exactly these cores, which an agent before has chosen; -1 where there is none. */
export function socketWith(
  sockets: readonly (readonly number[])[],
  cores: readonly number[],
): number {
  return sockets.findIndex((socket) => socket.join() === cores.join())
}
