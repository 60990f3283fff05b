import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Programs of this checkout load it; those of another on the same machine do not. */
const GUARD = fileURLToPath(new URL('../../agent/dist/egress-guard.so', import.meta.url))
const EVERY_MS = 50

export type MemoryPeak = {
  program: string
  /** The most that was resident. */
  peakBytes: number
  /** What it may have of its own. */
  boundBytes: number
}

/** How much memory each FFmpeg and ffprobe takes from now on. Looked at 20 times a second: what is taken in its last moment is not seen. */
export function watchMediaMemory() {
  const peaks = new Map<string, MemoryPeak>()
  const timer = setInterval(() => {
    for (const pid of readdirSync('/proc')) note(peaks, pid)
  }, EVERY_MS)
  return {
    stop(): MemoryPeak[] {
      clearInterval(timer)
      return [...peaks.values()]
    },
  }
}

function note(peaks: Map<string, MemoryPeak>, pid: string): void {
  if (!/^\d+$/.test(pid)) return
  try {
    const program = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    if (program !== 'ffmpeg' && program !== 'ffprobe') return
    if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LD_PRELOAD=${GUARD}`)) return
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    if (kilobytes === undefined) return
    const bound = /^Max data size\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1]
    const boundBytes = bound === 'unlimited' ? Number.POSITIVE_INFINITY : Number(bound)
    const key = `${pid}@${startOf(pid)}`
    const peakBytes = Math.max(Number(kilobytes) * 1024, peaks.get(key)?.peakBytes ?? 0)
    peaks.set(key, { program, peakBytes, boundBytes })
  } catch {
    // It is over.
  }
}

/** Numbers of processes are used again. */
function startOf(pid: string): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
