/** A source to look into; `server` is whose connections it takes. */
export type ProbeJob = { url: string; server: string }

/** More at the same time would leave a small host nothing to run its channels with. */
export const MOST_PROBES = 4

/**
 * Which of those that wait may begin: so many at a time, and one a server, which may admit a single
 * reader and would refuse the second.
 */
export function nextProbes(
  waiting: readonly ProbeJob[],
  running: readonly ProbeJob[],
  most = MOST_PROBES,
): ProbeJob[] {
  const busy = new Set(running.map(({ server }) => server))
  const next: ProbeJob[] = []
  for (const job of waiting) {
    if (running.length + next.length >= most) break
    if (busy.has(job.server)) continue
    busy.add(job.server)
    next.push(job)
  }
  return next
}

/** The server of an address; an address that is not one of a server stands for itself. */
export function serverOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? url
}
