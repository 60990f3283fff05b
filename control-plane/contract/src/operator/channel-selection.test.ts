import { expect, test } from 'vitest'
import { messageOfIssue } from '../messages/message-of-issue.ts'
import { ChannelSelection } from './channel-selection.ts'

test('more channels than one change may have are refused with how many it may have', () => {
  const chosen = (count: number) => Array.from({ length: count }, () => crypto.randomUUID())
  expect(ChannelSelection.safeParse(chosen(1000)).success).toBe(true)
  const [issue] = ChannelSelection.safeParse(chosen(1001)).error?.issues ?? []
  expect(issue && messageOfIssue(issue)).toEqual({ code: 'selection-many', params: {} })
})
