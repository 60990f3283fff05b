import {
  bareRestream,
  bareSource,
  bareUrl,
  maskRestream,
  maskSource,
  maskUrl,
  type Restream,
  type Role,
  type Source,
} from '@cashbacktv/contract'
import { mayActAs } from '../accounts/permissions.ts'

/** Who may edit channels may have a source revealed, and until then sees it masked; others see its host. */
export function shownSources(sources: readonly Source[], role: Role | null): Source[] {
  return sources.map((source) => (mayEdit(role) ? maskSource(source) : bareSource(source)))
}

/** Destinations by the same rule. */
export function shownRestreams(restreams: readonly Restream[], role: Role | null): Restream[] {
  return restreams.map(mayEdit(role) ? maskRestream : bareRestream)
}

/**
 * What is written down of a source, as it is shown. It was written without secrets by the rule of its
 * day, so it is judged by that of today once more.
 */
export function shownAddresses(written: unknown, role: Role | null): unknown {
  if (Array.isArray(written)) return written.map((one) => shownAddresses(one, role))
  if (typeof written === 'string') return mayEdit(role) ? maskUrl(written) : bareUrl(written)
  if (typeof written !== 'object' || written === null || !hasUrl(written)) return written
  return mayEdit(role) ? maskSource(written) : bareSource(written)
}

/** Whether a role may edit channels. */
export function mayEdit(role: Role | null): boolean {
  return role !== null && mayActAs(role, 'operator')
}

function hasUrl(value: object): value is Omit<Source, 'id'> {
  return 'url' in value && typeof value.url === 'string'
}
