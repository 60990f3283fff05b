import { type HostId, readingOf, type Source } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'

const WAIT_MS = 20_000

/** Lets the host look into sources in the background, so that it knows them before a start. Never fails. */
export function learnSources(
  ctx: Pick<ServiceContext, 'hosts' | 'log'>,
  hostId: HostId | null,
  sources: readonly Source[],
): void {
  if (!hostId) return
  for (const source of sources) {
    const { url } = source
    if (url.startsWith('testcard:')) continue
    const question = { kind: 'probe' as const, url, ...readingOf(source), withFrame: false }
    ctx.hosts.ask(hostId, question, WAIT_MS).catch((error) => {
      ctx.log.debug({ err: error, hostId }, 'a source could not be looked into')
    })
  }
}
