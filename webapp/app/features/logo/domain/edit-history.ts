/** What can be undone and redone. `at` is when the last change came, in milliseconds. */
export type EditHistory<T> = {
  past: readonly T[]
  present: T
  future: readonly T[]
  at: number
}

const MOST = 100
/** Changes in quick succession, of one drag for instance, are undone together. */
const TOGETHER_MS = 600

export function startHistory<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [], at: 0 }
}

export function change<T>(history: EditHistory<T>, next: T, nowMs: number): EditHistory<T> {
  const together = nowMs - history.at < TOGETHER_MS && history.past.length > 0
  const past = together ? history.past : [...history.past, history.present].slice(-MOST)
  return { past, present: next, future: [], at: nowMs }
}

export function undo<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, present, future } = history
  const before = past.at(-1)
  if (before === undefined) return history
  return { past: past.slice(0, -1), present: before, future: [present, ...future], at: 0 }
}

export function redo<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, present, future } = history
  const [next] = future
  if (next === undefined) return history
  return { past: [...past, present], present: next, future: future.slice(1), at: 0 }
}
