import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { isRemembered } from '../../server/session-cookies.ts'
import { statusOfProblem, toApiProblem } from '../shared/domain/api-problem.ts'
import { logIn } from '../shared/log-in.server.ts'

/** For a page whose session has ended: logs the person in again without leaving it, in two steps where it takes two. */
export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData()
  try {
    const loggedIn = await logIn(args, form, isRemembered(args.request))
    if ('step' in loggedIn) return Response.json(loggedIn)
    return Response.json({}, loggedIn)
  } catch (failure) {
    const problem = toApiProblem(failure)
    return Response.json({ error: problem }, { status: statusOfProblem(problem) })
  }
}

export function loader() {
  return redirect('/login')
}
