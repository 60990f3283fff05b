export function cpuSets(
  cpus: readonly number[],
  nodes?: readonly (readonly number[])[],
): { channels: string; origin: string } | null
export function listOf(cpus: readonly number[]): string
export function parseList(text: string): number[]
