/**
 * Which CPUs the parts of a media host keep to, in the proportions of the owner's table of 88 (nginx 2,
 * the system 2, FFmpeg the rest of a machine that does nothing else). Below 16 CPUs nothing is set
 * apart: a core that waits for its one use is missed more than it helps.
 *
 * @param {readonly number[]} cpus that the machine has, in its order
 * @returns {{ channels: string, origin: string } | null} lists as systemd's `CPUAffinity` reads them
 */
export function cpuSets(cpus) {
  if (cpus.length < 16) return null
  const share = (of88) => Math.max(1, Math.round((cpus.length * of88) / 88))
  const [web, system] = [share(2), share(2)]
  return {
    origin: listOf(cpus.slice(0, web)),
    channels: listOf(cpus.slice(web, cpus.length - system)),
  }
}

/** `0-3,8` for 0, 1, 2, 3 and 8. */
export function listOf(cpus) {
  const parts = []
  for (const cpu of cpus) {
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
  const { readFileSync } = await import('node:fs')
  const sets = cpuSets(parseList(readFileSync('/sys/devices/system/cpu/online', 'utf8')))
  if (sets) console.log(`${sets.channels} ${sets.origin}`)
}
