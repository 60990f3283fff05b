import {
  hasPayload,
  PACKET_BYTES,
  payloadAt,
  pidAt,
  startsUnit,
} from '../transport-stream/packet.ts'

/** Calls back with each whole unit (table or PES packet) of a PID, put together from its packets. */
export function eachUnit(packets: Buffer, pid: number, onUnit: (unit: Buffer) => void): void {
  eachUnitOf(packets, new Set([pid]), (_pid, unit) => onUnit(unit))
}

/** The same of several PIDs, in one look at the packets however many they are. */
export function eachUnitOf(
  packets: Buffer,
  pids: ReadonlySet<number>,
  onUnit: (pid: number, unit: Buffer) => void,
): void {
  const begun = new Map<number, Buffer[]>()
  for (let at = 0; at + PACKET_BYTES <= packets.length; at += PACKET_BYTES) {
    const pid = pidAt(packets, at)
    if (!pids.has(pid) || !hasPayload(packets, at)) continue
    if (startsUnit(packets, at)) {
      const before = begun.get(pid)
      if (before !== undefined) onUnit(pid, Buffer.concat(before))
      begun.set(pid, [])
    }
    begun.get(pid)?.push(packets.subarray(payloadAt(packets, at), at + PACKET_BYTES))
  }
  for (const [pid, parts] of begun) onUnit(pid, Buffer.concat(parts))
}
