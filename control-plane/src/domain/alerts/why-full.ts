import { type HostSample, type ProcessMetrics, type Reason, reasonOf } from '@cashbacktv/contract'

const MB = 1e6

type Sample = Omit<HostSample, 'cpuPercent' | 'load1' | `${string}PerSecond` | `network${string}`>
type Taken = Pick<ProcessMetrics, 'cpuPercent' | 'memoryBytes'>

/** Who holds what is full, or how little is left. `processes` are the FFmpegs of the host. */
export function whyFull(
  what: 'cpu' | 'memory' | 'media' | 'disk',
  sample: Sample,
  processes: readonly Taken[],
): Reason {
  switch (what) {
    case 'cpu':
      return cpuTaken(sample, sum(processes.map(({ cpuPercent }) => cpuPercent)) / 100)
    case 'memory':
      return memoryTaken(sample, sum(processes.map(({ memoryBytes }) => memoryBytes)))
    case 'media':
      return reasonOf('resource', 'media-left', left(sample.mediaTotalBytes, sample.mediaUsedBytes))
    case 'disk':
      return reasonOf('resource', 'disk-left', left(sample.diskTotalBytes, sample.diskUsedBytes))
  }
}

function cpuTaken({ coresPercent }: Sample, channels: number): Reason {
  const cores = coresPercent.length
  const others = Math.max(0, sum(coresPercent) / 100 - channels)
  return reasonOf('resource', 'cpu-taken', { channels, others, cores })
}

function memoryTaken(sample: Sample, channelBytes: number): Reason {
  return reasonOf('resource', 'memory-taken', {
    channels: channelBytes / MB,
    others: Math.max(0, sample.memoryUsedBytes - channelBytes) / MB,
    total: sample.memoryTotalBytes / MB,
  })
}

function left(total: number, used: number) {
  return { total: total / MB, free: Math.max(0, total - used) / MB }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
