/** An address of UDP with the most bytes that FFmpeg puts into a datagram to it. */
export function withPacketSize(address: string, bytes: number): string {
  return `${address}${address.includes('?') ? '&' : '?'}pkt_size=${bytes}`
}
