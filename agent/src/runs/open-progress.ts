import { z } from 'zod'
import { createProgressSocket, type ProgressSocket } from '../ffmpeg/progress-socket.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readJson, writeJson } from '../files/json-file.ts'
import type { Log } from '../ports.ts'
import { createMediaProcessFinder } from '../process/find-media-processes.ts'
import { readCommandLine } from '../process/process-identity.ts'

const Port = z.object({ port: z.int().min(1).max(65_535) })

/**
 * The same port as before, so that adopted runs are heard again: from its file, or where that is
 * damaged from the command lines of the runs, which name it.
 */
export async function openProgress(paths: AgentPaths, log: Log): Promise<ProgressSocket> {
  const saved = readJson(paths.progressPort, Port)
  const port = saved.kind === 'ok' ? saved.value.port : portOfRuns(paths.mediaDir)
  const socket = await listen(port, log)
  if (saved.kind !== 'ok' || socket.port !== port) {
    keepPort(paths, socket.port, log)
  }
  return socket
}

/** On a disk that is full the command lines of the runs name it. */
function keepPort({ progressPort }: AgentPaths, port: number, log: Log): void {
  try {
    writeJson(progressPort, { port })
  } catch (error) {
    log.warn(
      { error: String(error) },
      'The progress port cannot be written: free space in DATA_DIR',
    )
  }
}

async function listen(port: number | null, log: Log): Promise<ProgressSocket> {
  if (port === null) return createProgressSocket({ port: 0 })
  try {
    return await createProgressSocket({ port })
  } catch {
    const message = 'Progress port taken: figures of adopted runs are missing until they restart'
    log.warn({ port }, message)
    return createProgressSocket({ port: 0 })
  }
}

/** The one that most runs send to; null where none runs. */
function portOfRuns(mediaDir: string): number | null {
  const counts = new Map<number, number>()
  for (const { pid } of createMediaProcessFinder(mediaDir)()) {
    const line = readCommandLine(pid) ?? []
    const port = line.map(portOf).find((found) => found !== null)
    if (port != null) counts.set(port, (counts.get(port) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function portOf(argument: string): number | null {
  const digits = /^udp:\/\/127\.0\.0\.1:(\d{1,5})\?localaddr=/.exec(argument)?.[1]
  return Port.safeParse({ port: Number(digits) }).data?.port ?? null
}
