import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import type { ProcSample } from '../ports.ts'

export type ProcReader = {
  /** Looks at all watched processes. `pids` is the whole set; others are forgotten. `now` in milliseconds. */
  sweep(pids: readonly number[], now: number): ReadonlyMap<number, ProcSample>
  close(): void
}

/** Clock ticks a second and bytes a page: the same on every Linux this runs on (x86-64, arm64 with 4 KiB). */
const TICKS = 100
const PAGE = 4096
/** What is told of a process beside its CPU and memory is looked up for so many processes a sweep, in turn. */
const IN_DETAIL_A_SWEEP = 8

type Detail = Pick<ProcSample, 'openFiles' | 'readBytes' | 'writtenBytes'>

type Watched = {
  stat: number
  io: number
  cpuTicks: number
  at: number
  detail: Detail | null
}

/** Files of /proc are kept open and read again from their start: four times cheaper than opening them. */
export function createProcReader(): ProcReader {
  const watched = new Map<number, Watched>()
  const buffer = Buffer.allocUnsafe(2048)
  let turn = 0
  return { sweep, close }

  function sweep(pids: readonly number[], now: number): ReadonlyMap<number, ProcSample> {
    const wanted = new Set(pids)
    for (const pid of watched.keys()) if (!wanted.has(pid)) forget(pid)
    const samples = new Map<number, ProcSample>()
    const inDetail = new Set(
      Array.from({ length: IN_DETAIL_A_SWEEP }, (_, index) => pids[(turn + index) % pids.length]),
    )
    turn = pids.length === 0 ? 0 : (turn + IN_DETAIL_A_SWEEP) % pids.length
    for (const pid of pids) {
      const sample = look(pid, now, inDetail.has(pid))
      if (sample) samples.set(pid, sample)
    }
    return samples
  }

  function look(pid: number, now: number, inDetail: boolean): ProcSample | null {
    try {
      const files = watched.get(pid) ?? open(pid, now)
      const stat = read(files.stat)
      // The name stands in parentheses and may contain anything: fields are counted behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const ticks = Number(fields[11]) + Number(fields[12])
      const elapsed = now - files.at
      const cpuPercent =
        elapsed > 0 ? Math.max(0, ((ticks - files.cpuTicks) / TICKS / elapsed) * 100_000) : 0
      files.cpuTicks = ticks
      files.at = now
      if (inDetail || files.detail === null) files.detail = detailOf(pid, read(files.io))
      return {
        cpuPercent,
        memoryBytes: Number(fields[21]) * PAGE,
        virtualMemoryBytes: Number(fields[20]),
        threads: Number(fields[17]),
        ioWaitSeconds: Number(fields[39]) / TICKS,
        ...files.detail,
      }
    } catch {
      // It is gone, or belongs to somebody else.
      forget(pid)
      return null
    }
  }

  function open(pid: number, now: number): Watched {
    const files: Watched = { stat: -1, io: -1, cpuTicks: 0, at: now, detail: null }
    watched.set(pid, files)
    files.stat = openSync(`/proc/${pid}/stat`, 'r')
    files.io = openSync(`/proc/${pid}/io`, 'r')
    return files
  }

  function read(handle: number): string {
    return buffer.toString('latin1', 0, readSync(handle, buffer, 0, buffer.length, 0))
  }

  function forget(pid: number): void {
    const files = watched.get(pid)
    if (!files) return
    watched.delete(pid)
    for (const handle of [files.stat, files.io]) if (handle >= 0) closeSync(handle)
  }

  function close(): void {
    for (const pid of [...watched.keys()]) forget(pid)
  }
}

function detailOf(pid: number, io: string): Detail {
  return {
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
    readBytes: labelled(io, 'rchar: '),
    writtenBytes: labelled(io, 'wchar: '),
  }
}

function labelled(text: string, label: string): number {
  const at = text.indexOf(label)
  return at < 0 ? 0 : Number.parseInt(text.slice(at + label.length), 10)
}
