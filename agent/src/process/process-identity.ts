import { readFileSync } from 'node:fs'

/** What tells a process from a later one with the same pid on the same machine. */
export type ProcessIdentity = {
  pid: number
  /** Field 22 of /proc/<pid>/stat: clock ticks between the boot and its start. */
  startTicks: number
  processGroup: number
  /** R, S, D, T, Z …: a zombie is dead, only its parent has not heard of it. */
  state: string
}

/** Null when there is no such process. */
export function readProcessIdentity(pid: number): ProcessIdentity | null {
  const stat = readProc(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The name is in brackets and may hold anything, brackets and spaces included.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, , group] = fields
  const startTicks = Number(fields[19])
  if (state === undefined || !Number.isSafeInteger(startTicks)) return null
  return { pid, startTicks, processGroup: Number(group), state }
}

/** True while exactly this process is there and not a zombie. */
export function isSameProcess(pid: number, startTicks: number): boolean {
  const identity = readProcessIdentity(pid)
  return identity !== null && identity.startTicks === startTicks && !isDead(identity)
}

export function isDead(identity: ProcessIdentity): boolean {
  return identity.state === 'Z' || identity.state === 'X'
}

/** Changes with each boot of the machine; 'unknown' where the system does not say. */
export function readBootId(): string {
  return readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown'
}

/** Arguments of a process; null when it is gone or not ours to see. */
export function readCommandLine(pid: number): readonly string[] | null {
  const line = readProc(`/proc/${pid}/cmdline`)
  return line === null || line === '' ? null : line.split('\0').slice(0, -1)
}

/** One variable of the environment a process was started with; null when it has none or is not ours to see. */
export function readEnvironment(pid: number, name: string): string | null {
  const variables = readProc(`/proc/${pid}/environ`)?.split('\0') ?? []
  const found = variables.find((variable) => variable.startsWith(`${name}=`))
  return found?.slice(name.length + 1) ?? null
}

function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
