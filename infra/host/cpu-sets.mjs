/**
 * Which CPUs the parts of a media host keep to, in the proportions of the owner's table of 88 (nginx 2,
 * the system 2, FFmpeg the rest of a machine that does nothing else). Below 16 CPUs nothing is set
 * apart: a core that waits for its one use is missed more than it helps. What is set apart for nginx and the origin is
 * on one socket, and as much for the system on the last one; channels have the rest of all, and the agent keeps each of
 * them to one socket (agent/src/domain/isolation/choose-socket.ts).
 *
 * @param {readonly number[]} cpus that the machine has, in its order
 * @param {readonly (readonly number[])[]} nodes of memory, each with its CPUs
 * @returns {{ channels: string, origin: string } | null} lists as systemd's `CPUAffinity` reads them
 */
export function cpuSets(cpus, nodes = [cpus]) {
  if (cpus.length < 16) return null
  const bySocket = nodes.flat().filter((cpu) => cpus.includes(cpu))
  const ordered = [...bySocket, ...cpus.filter((cpu) => !bySocket.includes(cpu))]
  const share = (of88) => Math.max(1, Math.round((cpus.length * of88) / 88))
  const [web, system] = [share(2), share(2)]
  return {
    origin: listOf(ordered.slice(0, web)),
    channels: listOf(ordered.slice(web, ordered.length - system)),
  }
}

/** `0-3,8` for 0, 1, 2, 3 and 8, in any order. */
export function listOf(cpus) {
  const parts = []
  for (const cpu of [...cpus].sort((one, other) => one - other)) {
    const last = parts.at(-1)
    if (last && last[1] === cpu - 1) last[1] = cpu
    else parts.push([cpu, cpu])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

/** As the kernel lists them. */
export function parseList(text) {
  return text
    .trim()
    .split(',')
    .filter(Boolean)
    .flatMap((part) => {
      const [from, to = from] = part.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    })
}

if (process.argv[1] === import.meta.filename) {
  const { existsSync, readdirSync, readFileSync } = await import('node:fs')
  const listIn = (file) => parseList(readFileSync(`/sys/devices/system/${file}`, 'utf8'))
  const names = existsSync('/sys/devices/system/node')
    ? readdirSync('/sys/devices/system/node')
    : []
  const nodes = names.flatMap((name) => /^node(\d+)$/.exec(name)?.[1] ?? [])
  nodes.sort((one, other) => one - other)
  const sets = cpuSets(
    listIn('cpu/online'),
    nodes.map((node) => listIn(`node/node${node}/cpulist`)),
  )
  if (sets) console.log(`${sets.channels} ${sets.origin}`)
}
