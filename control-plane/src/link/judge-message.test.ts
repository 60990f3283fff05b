import { expect, it } from 'vitest'
import { callsIn, MOST_CALLS } from './judge-message.ts'

const many = (count: number) => `[${Array(count).fill('{"id":1}').join()}]`

it.each<[what: string, text: string, calls: number]>([
  ['one call', '{"id":1,"a":[1,2]}', 1],
  ['a list of one', ' [{"id":1,"a":[1,2],"b":"],["}]', 1],
  ['a list of two', '\n[ {"a":"\\",{"} , {"b":[{},{}]} ]', 2],
  ['as many as are taken', many(MOST_CALLS), MOST_CALLS],
  ['more than are taken', many(1000), MOST_CALLS],
  ['calls behind what is too deep', `[${'['.repeat(40)}${']'.repeat(40)},{}]`, MOST_CALLS],
  ['a ping', 'PING', 1],
  ['nothing', '', 1],
])('%s is counted', (_what, text, calls) => {
  expect(callsIn(Buffer.from(text))).toBe(calls)
})
