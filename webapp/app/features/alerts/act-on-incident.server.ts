import type { Api } from '../../shared/api.server.ts'

/** What a person asked of an incident, by the form that was sent. */
export async function actOnIncident(api: Api, id: string, form: FormData): Promise<unknown> {
  switch (form.get('intent')) {
    case 'acknowledge':
      return api.incidents.acknowledge.mutate({ id, note: String(form.get('note') ?? '') })
    case 'unacknowledge':
      return api.incidents.unacknowledge.mutate({ id })
    case 'unmute':
      return api.incidents.unmute.mutate({ id })
    default:
      return api.incidents.mute.mutate({ id, minutes: Number(form.get('minutes')) })
  }
}
