import { errorOf, messageOf } from '@cashbacktv/contract'
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { attempt } from '../shared/api.server.ts'

const COMMANDS = ['start', 'stop', 'restart'] as const

/** Start, stop and restart from any page. A form sent without JavaScript goes back where it was. */
export async function action(args: ActionFunctionArgs) {
  const { request, params } = args
  const form = await request.formData()
  const command = COMMANDS.find((known) => known === form.get('command'))
  const id = params.channelId ?? ''
  if (!command) {
    const error = errorOf('bad_request', messageOf('request-unreadable'))
    return Response.json({ error }, { status: 400 })
  }
  if (command === 'stop' && form.get('confirmed') === null) {
    const now = await attempt(args, (api) => api.channels.get.query({ id }))
    if (now.ok && now.value.showing !== 'nothing') return redirect(`/channels/${id}/stop`)
  }
  const anyway = form.get('anyway') === 'on'
  const result = await attempt(args, (api) => {
    if (command === 'start' && anyway) return api.channels.start.mutate({ id, anyway })
    return api.channels[command].mutate({ id })
  })
  if (wantsDocument(request)) return redirect(refererPath(request) ?? `/channels/${id}`)
  return Response.json({ command, ...(result.ok ? {} : { problem: result.problem }) })
}

export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/channels/${params.channelId}`)
}

function wantsDocument(request: Request): boolean {
  return !new URL(request.url).pathname.endsWith('.data') && accepts(request, 'text/html')
}

function accepts(request: Request, type: string): boolean {
  return request.headers.get('accept')?.includes(type) ?? false
}

function refererPath(request: Request): string | null {
  const referer = request.headers.get('referer')
  if (!referer || !URL.canParse(referer)) return null
  const { pathname, search } = new URL(referer)
  return pathname.startsWith('/channels') ? pathname + search : null
}
