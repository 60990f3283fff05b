/**
 * Signals a whole process group, so that what a process has started goes with it. False when the
 * group is gone. Never signals our own group: pids 0 and 1 are refused.
 */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    return false
  }
}

/** True while a process with this pid answers; a zombie and a reused pid answer too. */
export function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
