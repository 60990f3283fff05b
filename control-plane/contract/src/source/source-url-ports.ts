import type { SourceScheme } from './source-url.ts'

/** The port of a scheme when none is written; null: it must be written. */
export const SOURCE_PORTS: Record<SourceScheme, number | null> = {
  http: 80,
  https: 443,
  rtmp: 1935,
  rtmps: 443,
  rtsp: 554,
  rtsps: 322,
  srt: null,
  udp: null,
  rtp: null,
  testcard: null,
}

/** Databases, queues, remote shells and cluster services: nothing that a stream comes from. */
const infrastructure = new Set([
  1433, 1521, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 4369, 5432, 5433, 5671, 5672, 5900,
  5984, 5985, 5986, 6000, 6379, 6380, 6443, 6667, 8500, 9042, 9092, 9200, 9300, 10_250, 10_255,
  11_211, 15_672, 16_379, 26_379, 27_017, 27_018,
])

/** Below 1024 only the ports of the web and of RTSP. */
export function isPortAdmitted(port: number): boolean {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return false
  if (port < 1024)
    return (port >= 80 && port <= 90) || port === 322 || port === 443 || port === 554 || port >= 800
  return !infrastructure.has(port)
}
