import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Message, messageOf } from '@cashbacktv/contract'
import { errnoOf } from '../domain/failures/errno-of.ts'
import { parseCpuList } from '../domain/isolation/choose-cores.ts'
import { isSameProcess } from '../process/process-identity.ts'
import { runToEnd } from '../process/run-to-end.ts'

/** Cores a process may run on; empty when it is gone. */
export function readCpuSet(pid: number | 'self'): number[] {
  return cpuSetIn(`/proc/${pid}`)
}

function cpuSetIn(folder: string): number[] {
  try {
    const status = readFileSync(join(folder, 'status'), 'utf8')
    return parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '')
  } catch {
    return []
  }
}

/** Whether all threads that a process has by now may run on these cores and on no others. */
function isWhollyOn(pid: number, cores: readonly number[]): boolean {
  const wanted = cores.toSorted((one, other) => one - other).join()
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((thread) => cpuSetIn(`/proc/${pid}/task/${thread}`).join())
      .every((has) => has === '' || has === wanted)
  } catch {
    return false
  }
}

const NODES = '/sys/devices/system/node'

/** Cores of each node of memory; none where the kernel does not say. */
export function readMemoryNodes(folder = NODES): number[][] {
  try {
    return readdirSync(folder)
      .filter((name) => /^node\d+$/.test(name))
      .sort((one, other) => Number(one.slice(4)) - Number(other.slice(4)))
      .map((name) => parseCpuList(readFileSync(join(folder, name, 'cpulist'), 'utf8')))
  } catch {
    return []
  }
}

/**
 * A thread that ends while taskset goes through them makes it fail, with those behind it left as they were, and one
 * that is begun meanwhile is passed over.
 */
const MOST_PASSES = 4

/** Keeps a process and its threads on these cores. Throws what it says; one that is gone is no error. */
export async function setCpuSet(
  { pid, startTicks }: { pid: number; startTicks: number },
  cores: readonly number[],
  program = 'taskset',
): Promise<void> {
  const args = ['-a', '-p', '-c', cores.join(','), String(pid)]
  let trouble: string | null = null
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    if (!isSameProcess(pid, startTicks)) return
    const { code, stderr } = await runToEnd(program, args, {
      timeoutMs: 5_000,
      maxBytes: 100_000,
      isTool: true,
    })
    if (isWhollyOn(pid, cores)) return
    trouble = code === 0 ? null : stderr.trim().slice(0, 200) || `${program}: ${code}`
  }
  if (trouble !== null && isSameProcess(pid, startTicks)) throw new Error(trouble)
}

/** In the words of the program, or what the machine calls it where there is none. */
export function whyNotSet(error: unknown): Message {
  const isOfProgram = error instanceof Error && !('code' in error)
  return messageOf('in-its-words', { words: isOfProgram ? error.message : errnoOf(error) })
}
