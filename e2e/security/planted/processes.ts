import { readdirSync, readFileSync } from 'node:fs'

/** A process at one moment; `environ` has a line a variable. */
export type SeenProcess = { pid: number; command: string; environ: string }

export type ProcessWatch = {
  /** Every command line and environment that there was, once. */
  seen(): SeenProcess[]
  stop(): void
}

const EVERY_MS = 20

/** Looks at all that descends from `pids`, or that names one of `folders`: FFmpegs outlive who started them. */
export function watchProcesses(pids: () => number[], folders: string[]): ProcessWatch {
  const seen = new Map<string, SeenProcess>()
  const look = () => {
    const parents = new Map(listPids().map((pid) => [pid, parentOf(pid)]))
    const ours = new Set(pids())
    for (const pid of parents.keys()) {
      const command = readWords(pid, 'cmdline')
      const isOurs = descends(pid, parents, ours) || folders.some((one) => command.includes(one))
      if (!isOurs || command === '') continue
      const environ = readWords(pid, 'environ', '\n')
      seen.set(`${pid} ${command} ${environ}`, { pid, command, environ })
    }
  }
  const timer = setInterval(look, EVERY_MS)
  look()
  return { seen: () => [...seen.values()], stop: () => clearInterval(timer) }
}

const listPids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

function descends(pid: number, parents: ReadonlyMap<number, number>, from: ReadonlySet<number>) {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
    if (from.has(at)) return true
  }
  return false
}

function parentOf(pid: number): number {
  const stat = readFile(pid, 'stat')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
}

const readWords = (pid: number, name: string, between = ' ') =>
  readFile(pid, name).replaceAll('\0', between).trim()

/** Empty of a process that is gone. */
function readFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
