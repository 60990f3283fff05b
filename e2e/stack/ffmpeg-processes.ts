import { readdirSync, readFileSync } from 'node:fs'

export type FfmpegProcess = { pid: number; startTicks: number; args: string[] }

/**
 * The FFmpegs that are runs of channels below this folder, read from /proc, oldest first. A zombie is
 * none, nor is one that makes a picture or a slate.
 */
export function ffmpegProcesses(mediaDir: string): FfmpegProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((found) => found !== null)
    .filter(({ args }) => /ffmpeg$/.test(args[0] ?? '') && writesBelow(args, mediaDir))
    .sort((one, other) => one.startTicks - other.startTicks)
}

/** Ends the oldest run below this folder, and hands it and all others back. Throws when there is none. */
export function endOldest(
  mediaDir: string,
  signal: NodeJS.Signals = 'SIGKILL',
): { victim: FfmpegProcess; others: FfmpegProcess[] } {
  const [victim, ...others] = ffmpegProcesses(mediaDir)
  if (victim === undefined) throw new Error(`No run below ${mediaDir}`)
  process.kill(victim.pid, signal)
  return { victim, others }
}

/** Pid and start time: what makes a process the same process. */
export function identities(mediaDir: string): string[] {
  return ffmpegProcesses(mediaDir).map(identityOf).sort()
}

export function identityOf({ pid, startTicks }: FfmpegProcess): string {
  return `${pid}@${startTicks}`
}

function readProcess(pid: number): FfmpegProcess | null {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z') return null
    return { pid, startTicks: Number(fields[19]), args }
  } catch {
    return null
  }
}

const writesBelow = (args: string[], folder: string) =>
  args.some((arg) => arg.startsWith(folder) && /\/runs\/[^/]+\/(?:[^/]+\/)?[^/]+\.m3u8$/.test(arg))
