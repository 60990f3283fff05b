import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { logInQuestion, putOffLogIn, watchLogIn } from './ask-log-in.ts'
import { keepTrying } from './keep-trying.ts'

/** A page with a place for the question. */
const leave = watchLogIn(() => {})
afterEach(() => logInQuestion()?.answer(true))
afterAll(leave)

/** A server that has ended the session, until somebody logs in. */
function server() {
  const state = { loggedIn: false, sent: 0 }
  const send = async () => {
    state.sent += 1
    return new Response(null, { status: state.loggedIn ? 200 : 401 })
  }
  return { state, send }
}
const isAsked = () => expect.poll(() => logInQuestion()?.isOpen).toBe(true)

function logIn(state: ReturnType<typeof server>['state']): Promise<void> {
  state.loggedIn = true
  logInQuestion()?.answer(true)
  return nextTurn()
}

test('what was saved goes out once somebody logs in who was asked to', async () => {
  const { state, send } = server()
  const answer = keepTrying(send, { kind: 'save', path: '/' })
  await isAsked()
  await logIn(state)
  expect((await answer).status).toBe(200)
})

test('what was saved does not go out later, once the log-in was put off', async () => {
  const { state, send } = server()
  const answer = keepTrying(send, { kind: 'save', path: '/' })
  await isAsked()
  putOffLogIn()
  expect((await answer).status).toBe(401)
  expect(logInQuestion()).toMatchObject({ isOpen: false, wasPutOff: true })
  const { sent } = state
  await logIn(state)
  expect([state.sent, logInQuestion()]).toEqual([sent, null])
})

test('what was given up meanwhile is no answer', async () => {
  const { send } = server()
  const givenUp = new AbortController()
  const answer = keepTrying(send, { kind: 'save', path: '/', signal: givenUp.signal })
  await isAsked()
  givenUp.abort()
  putOffLogIn()
  await expect(answer).rejects.toThrow(givenUp.signal.reason)
})

test('only what a person wants opens a question that was put off', async () => {
  const { state, send } = server()
  const first = keepTrying(send, { kind: 'page', path: '/', isWanted: false })
  await isAsked()
  putOffLogIn()
  const { sent } = state
  const second = keepTrying(send, { kind: 'page', path: '/', isWanted: false })
  await expect.poll(() => state.sent).toBeGreaterThan(sent + 1)
  await nextTurn()
  expect(logInQuestion()?.isOpen).toBe(false)
  const save = keepTrying(send, { kind: 'save', path: '/' })
  await isAsked()
  await logIn(state)
  const statuses = (await Promise.all([first, second, save])).map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200])
})
