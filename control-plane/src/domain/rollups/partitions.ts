import type { RollupStep } from './rollup-steps.ts'

const DAY_MS = 86_400_000

/** One partition: the end of its name, and the time it covers, in milliseconds since 1970; `to` is not in it. */
export type Partition = { suffix: string; from: number; to: number }

/** Days and months are those of UTC. */
export function partitionOf({ seconds, partition }: RollupStep, ms: number): Partition {
  const day = new Date(ms).toISOString().slice(0, 10)
  if (partition === 'day') {
    const from = Date.parse(day)
    return { suffix: `${seconds}_${day.replaceAll('-', '')}`, from, to: from + DAY_MS }
  }
  const [year = 0, month = 1] = day.split('-').map(Number)
  const suffix = `${seconds}_${day.slice(0, 7).replaceAll('-', '')}`
  return { suffix, from: Date.UTC(year, month - 1), to: Date.UTC(year, month) }
}

/** Those that a time from then to then needs, the last instant included. */
export function partitionsOver(step: RollupStep, from: number, to: number): Partition[] {
  const found: Partition[] = []
  for (let at = from; at <= to; ) {
    const partition = partitionOf(step, at)
    found.push(partition)
    at = partition.to
  }
  return found
}

/** Whether nothing of it is kept any more, told by its name; false for names of other things. */
export function isOver(step: RollupStep, name: string, nowMs: number): boolean {
  const [, year, month, day] = /_(\d{4})(\d{2})(\d{2})?$/.exec(name) ?? []
  if (year === undefined || month === undefined) return false
  const { to } = partitionOf(step, Date.parse(`${year}-${month}-${day ?? '01'}`))
  return to + step.keptDays * DAY_MS <= nowMs
}
