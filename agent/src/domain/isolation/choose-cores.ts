/**
 * Cores for a channel that may use only so many: those it has stay its own, further ones are the
 * least taken by other channels, so that channels spread over the host. Answers all cores where as
 * many are asked for.
 */
export function chooseCores(
  count: number,
  cores: readonly number[],
  others: readonly (readonly number[])[],
  own: readonly number[],
): number[] {
  const taken = new Map<number, number>(cores.map((core) => [core, 0]))
  for (const core of others.flat()) taken.set(core, (taken.get(core) ?? 0) + 1)
  const kept = own.filter((core) => cores.includes(core)).slice(0, count)
  const further = cores
    .filter((core) => !kept.includes(core))
    .sort((a, b) => (taken.get(a) ?? 0) - (taken.get(b) ?? 0) || a - b)
  return [...kept, ...further.slice(0, count - kept.length)]
}

/** Reads a list of CPUs as the kernel writes it: `0-3,8`. */
export function parseCpuList(text: string): number[] {
  return text
    .trim()
    .split(',')
    .filter((part) => /^\d+(-\d+)?$/.test(part))
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number)
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n)
    })
}
