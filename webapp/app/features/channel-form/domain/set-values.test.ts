import { expect, test } from 'vitest'
import { NEW_CHANNEL } from '../channel-form.server.ts'
import { formOfChannel } from './channel-form.ts'
import { setIn } from './set-values.ts'

test('a folded part names what is not as usual in it, and nothing of what is elsewhere', () => {
  const defaults = formOfChannel(NEW_CHANNEL)
  expect(setIn('running', defaults, defaults)).toEqual([])
  const values = { ...defaults, priority: '90', autoRestart: false, 'hls.segmentSeconds': '4' }
  expect(setIn('running', values, defaults)).toEqual(['autoRestart', 'priority'])
  expect(setIn('delivery', values, defaults)).toEqual(['hls.segmentSeconds'])
})
