import { closeSync, openSync, readFileSync, readSync, statfsSync } from 'node:fs'
import type { HostSample } from '@cashbacktv/contract'
import { type CoreTimes, coreTimes, disks, memory, network } from './host-counters.ts'

export type HostSampler = {
  /** The host since the last call; null at the first, which has nothing to compare with. */
  sample(now: number): HostSample | null
  close(): void
}

type Counters = {
  at: number
  cores: CoreTimes[]
  network: { received: number; sent: number }
  disks: { read: number; written: number }
}

/** Reads the host's own counters each second, without starting a process. */
export function createHostSampler(folders: { state: string; media: string }): HostSampler {
  const files = new Map<string, number>()
  let buffer = Buffer.allocUnsafe(64 * 1024)
  let last: Counters | null = null
  return { sample, close }

  function sample(now: number): HostSample | null {
    const before = last
    last = {
      at: now,
      cores: coreTimes(read('/proc/stat')),
      network: network(read('/proc/net/dev')),
      disks: disks(read('/proc/diskstats')),
    }
    return before && now > before.at ? compare(before, last) : null
  }

  function compare(before: Counters, after: Counters): HostSample {
    const seconds = (after.at - before.at) / 1000
    const rate = (was: number, is: number) => Math.max(0, (is - was) / seconds)
    const coresPercent = after.cores.map((core, index) => percent(before.cores[index], core))
    const used = memory(read('/proc/meminfo'))
    const [disk, media] = [room(folders.state), room(folders.media)]
    return {
      coresPercent,
      cpuPercent: coresPercent.reduce((sum, core) => sum + core, 0) / (coresPercent.length || 1),
      load1: Number.parseFloat(read('/proc/loadavg')) || 0,
      memoryTotalBytes: used.totalBytes,
      memoryUsedBytes: used.usedBytes,
      diskTotalBytes: disk.total,
      diskUsedBytes: disk.used,
      diskReadBytesPerSecond: rate(before.disks.read, after.disks.read),
      diskWrittenBytesPerSecond: rate(before.disks.written, after.disks.written),
      mediaTotalBytes: media.total,
      mediaUsedBytes: media.used,
      networkReceivedBytesPerSecond: rate(before.network.received, after.network.received),
      networkSentBytesPerSecond: rate(before.network.sent, after.network.sent),
      networkReceivedBytes: after.network.received,
      networkSentBytes: after.network.sent,
    }
  }

  function read(file: string): string {
    try {
      const handle = files.get(file) ?? openSync(file, 'r')
      files.set(file, handle)
      const size = readSync(handle, buffer, 0, buffer.length, 0)
      // A host of very many cores or interfaces says more than fits.
      if (size === buffer.length) {
        buffer = Buffer.allocUnsafe(buffer.length * 2)
        return readFileSync(file, 'latin1')
      }
      return buffer.toString('latin1', 0, size)
    } catch {
      return ''
    }
  }

  function close(): void {
    for (const handle of files.values()) closeSync(handle)
    files.clear()
  }
}

function percent(before: CoreTimes | undefined, after: CoreTimes): number {
  const total = after.total - (before?.total ?? 0)
  const busy = after.busy - (before?.busy ?? 0)
  return total > 0 ? Math.min(100, Math.max(0, (busy / total) * 100)) : 0
}

function room(folder: string): { total: number; used: number } {
  try {
    const { blocks, bavail, bsize } = statfsSync(folder)
    return { total: blocks * bsize, used: Math.max(0, (blocks - bavail) * bsize) }
  } catch {
    return { total: 0, used: 0 }
  }
}
