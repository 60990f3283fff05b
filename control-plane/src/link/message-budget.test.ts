import { LINK_MAX_MESSAGE_BYTES, LINK_MESSAGES_PER_SECOND } from '@cashbacktv/contract'
import { describe, expect, it } from 'vitest'
import { createMessageBudget } from './message-budget.ts'

/** How many messages of a size pass when they come evenly. */
function passed(perSecond: number, bytes: number, seconds: number): number {
  const budget = createMessageBudget(LINK_MESSAGES_PER_SECOND, 0)
  let count = 0
  for (let n = 0; n < perSecond * seconds; n++) {
    if (!budget.spend(bytes, (n * 1000) / perSecond)) return count
    count += 1
  }
  return count
}

describe('the budget of an agent', () => {
  it('lets one that keeps to its rate go on for ever', () => {
    const rate = LINK_MESSAGES_PER_SECOND - 1
    expect(passed(rate, 500, 600)).toBe(rate * 600)
  })

  it('lets a second of reports, 120 channels each, and a backlog of full batches through', () => {
    expect(passed(1, 150_000, 600)).toBe(600)
    expect(passed(2, LINK_MAX_MESSAGE_BYTES, 600)).toBe(1200)
  })

  it('ends a flood, of small messages or of large ones', () => {
    expect(passed(100_000, 4, 10)).toBeLessThan(LINK_MESSAGES_PER_SECOND * 11)
    expect(passed(1000, LINK_MAX_MESSAGE_BYTES, 10)).toBeLessThan(40)
  })
})
