import type { HostReport, HostView } from '@cashbacktv/contract'

/** What a host has for channels and what they hold of it, without what each holds; null until it has said so. */
export function roomOf(report: HostReport | null | undefined): HostView['room'] {
  if (!report?.capacity) return null
  const { holders: _, ...room } = report.capacity
  return room
}
