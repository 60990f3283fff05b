import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCpuList } from '../domain/isolation/choose-cores.ts'
import { isSameProcess } from '../process/process-identity.ts'
import { runToEnd } from '../process/run-to-end.ts'

/** Cores a process may run on; empty when it is gone. */
export function readCpuSet(pid: number | 'self'): number[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? '')
  } catch {
    return []
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

/** Keeps a process and its threads on these cores. Throws with a sentence; one that is gone is no error. */
export async function setCpuSet(
  { pid, startTicks }: { pid: number; startTicks: number },
  cores: readonly number[],
  program = 'taskset',
): Promise<void> {
  const args = ['-a', '-p', '-c', cores.join(','), String(pid)]
  let trouble = ''
  // A thread that ends meanwhile makes it fail, so once is not enough.
  for (let tries = 0; tries < 2; tries++) {
    if (!isSameProcess(pid, startTicks)) return
    const { code, stderr } = await runToEnd(program, args, {
      ...{ timeoutMs: 5_000, maxBytes: 100_000, isTool: true },
    })
    if (code === 0) return
    trouble = stderr.trim().slice(0, 200)
  }
  if (isSameProcess(pid, startTicks)) throw new Error(`taskset failed: ${trouble}`)
}
