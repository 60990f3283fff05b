/** Pure readers of the text of /proc: counters since the boot. */

export type CoreTimes = { busy: number; total: number }

/** One entry a core, in clock ticks, from /proc/stat. */
export function coreTimes(stat: string): CoreTimes[] {
  const cores: CoreTimes[] = []
  for (const line of stat.split('\n')) {
    if (!/^cpu\d/.test(line)) {
      if (cores.length > 0) break
      continue
    }
    // user nice system idle iowait irq softirq steal; guest time is already in user.
    const times = line.trim().split(/\s+/).slice(1, 9).map(Number)
    const total = times.reduce((sum, time) => sum + time, 0)
    cores.push({ busy: total - (times[3] ?? 0) - (times[4] ?? 0), total })
  }
  return cores
}

/** Bytes in use by programs, as `free` counts them, from /proc/meminfo. */
export function memory(meminfo: string): { totalBytes: number; usedBytes: number } {
  const value = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(meminfo)?.[1] ?? 0) * 1024
  const totalBytes = value('MemTotal')
  return { totalBytes, usedBytes: Math.max(0, totalBytes - value('MemAvailable')) }
}

/** All interfaces but the loopback, from /proc/net/dev. */
export function network(dev: string): { received: number; sent: number } {
  let [received, sent] = [0, 0]
  for (const line of dev.split('\n')) {
    const [name, rest] = line.split(':')
    if (!rest || name === undefined || /^(lo|veth.*|docker.*|br-.*|virbr.*)$/.test(name.trim()))
      continue
    const fields = rest.trim().split(/\s+/)
    received += Number(fields[0])
    sent += Number(fields[8])
  }
  return { received, sent }
}

/** Whole disks only, in bytes, from /proc/diskstats, whose sectors are always 512 bytes. */
export function disks(diskstats: string): { read: number; written: number } {
  let [read, written] = [0, 0]
  for (const line of diskstats.split('\n')) {
    const fields = line.trim().split(/\s+/)
    if (!/^(sd[a-z]+|vd[a-z]+|xvd[a-z]+|nvme\d+n\d+|mmcblk\d+)$/.test(fields[2] ?? '')) continue
    read += Number(fields[5]) * 512
    written += Number(fields[9]) * 512
  }
  return { read, written }
}
