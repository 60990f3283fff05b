import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { isRemembered } from '../../server/session-cookies.ts'
import { statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'
import { logIn, passkeySiteOf } from '../shared/log-in.server.ts'

/** For a page whose session has ended: logs the person in again without leaving it, in two steps where it takes two. */
export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  try {
    const loggedIn = await logIn(args, form, isRemembered(args.request))
    if ('step' in loggedIn) {
      const { step, hasCode, hasPasskey } = loggedIn
      const passkeySite = hasPasskey ? await passkeySiteOf(args.context) : null
      return Response.json({ step, hasCode, passkeySite })
    }
    return Response.json({}, loggedIn)
  } catch (failure) {
    const problem = toApiProblem(failure)
    return Response.json({ error: problem }, { status: statusOfProblem(problem) })
  }
}

export function loader() {
  return redirect('/login')
}
