import { type HostView, isAwareOfHevc } from '@cashbacktv/contract'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { load } from '../../shared/api.server.ts'
import { hostOptions } from '../placement/domain/host-option.ts'
import { CHANNEL_BOUNDS, NEW_CHANNEL } from './channel-form.server.ts'
import type { FormScene } from './channel-form.tsx'
import { formOfChannel } from './domain/channel-form.ts'
import type { MeasuredHost } from './domain/expected-cores.ts'
import { isFoldedPart } from './domain/form-parts.ts'

/** What both forms need beside the channel. `?open=host` unfolds the part that somebody came for. */
export async function loadFormScene(args: LoaderFunctionArgs): Promise<FormScene> {
  const [presets, hosts, groups] = await Promise.all([
    load(args, (api) => api.presets.list.query()),
    load(args, (api) => api.hosts.list.query()),
    load(args, (api) => api.groups.list.query()),
  ])
  const wanted = new URL(args.request.url).searchParams.get('open')
  return {
    bounds: CHANNEL_BOUNDS,
    defaults: formOfChannel(NEW_CHANNEL),
    presets: presets.items.map(({ id, name, encoding }) => ({ id, name, speed: encoding.speed })),
    hosts: measuredHosts(hosts.items),
    groups: groups.items.map(({ id, name }) => ({ id, name })),
    opened: isFoldedPart(wanted) ? wanted : null,
  }
}

function measuredHosts(hosts: readonly HostView[]): MeasuredHost[] {
  const measured = new Map<string, HostView['capabilities']>(
    hosts.map(({ id, capabilities }) => [id, capabilities]),
  )
  return hostOptions(hosts).map((option) => {
    const known = measured.get(option.id)
    return {
      ...option,
      calibrations: known?.calibrations ?? [],
      isAwareOfHevc: known === null || known === undefined || isAwareOfHevc(known),
    }
  })
}
