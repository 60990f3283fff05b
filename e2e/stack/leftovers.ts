import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ffmpegProcesses } from './ffmpeg-processes.ts'
import { waitFor } from './wait-for.ts'

/** Ends what is meant to outlive the product: its FFmpegs, and a PostgreSQL whose parent was killed. */
export async function endLeftovers({ dataDir, mediaDir }: { dataDir: string; mediaDir: string }) {
  const postmaster = postmasterPid(dataDir)
  if (postmaster !== null) signal(postmaster, 'SIGINT')
  for (const { pid } of ffmpegProcesses(mediaDir)) signal(pid, 'SIGKILL')
  await waitFor('leftover processes to end', () => {
    const postgresGone = postmaster === null || !existsSync(`/proc/${postmaster}`)
    return postgresGone && ffmpegProcesses(mediaDir).length === 0
  })
}

function postmasterPid(dataDir: string): number | null {
  if (!existsSync(dataDir)) return null
  for (const entry of readdirSync(dataDir, { withFileTypes: true, recursive: true })) {
    if (entry.name !== 'postmaster.pid') continue
    const [pid] = readFileSync(join(entry.parentPath, entry.name), 'utf8').split('\n')
    return existsSync(`/proc/${pid}`) ? Number(pid) : null
  }
  return null
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already.
  }
}
