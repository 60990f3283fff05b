export type Sums = { passed: number; failed: number; skipped: number }

export function sumsOf(report: unknown, exitCode: number): Sums
export function addSums(a: Sums, b: Sums): Sums
export function failuresOf(report: unknown): string[]
export function latePassesOf(report: unknown): string[]
export function slowestOf(report: unknown, most?: number): string[]
