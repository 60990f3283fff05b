import { describe, expect, it } from 'vitest'
import { inEnglish } from '../messages/in-english.ts'
import { isSupportedProtocol, PROTOCOL, protocolRefusal } from './protocol.ts'

describe('the protocol number', () => {
  it('of this build is supported, older and newer ones are not', () => {
    expect(isSupportedProtocol(PROTOCOL)).toBe(true)
    expect(
      [PROTOCOL - 1, PROTOCOL + 1, 0, -1, 1.5, Number.NaN].filter(isSupportedProtocol),
    ).toEqual([])
  })

  it('that cannot be talked to is answered with whom to upgrade, on both sides', () => {
    expect(inEnglish(protocolRefusal(PROTOCOL + 1, 'agent'))).toContain('Upgrade the agent.')
    expect(inEnglish(protocolRefusal(PROTOCOL - 1, 'agent'))).toContain(
      'Upgrade the control plane.',
    )
    expect(inEnglish(protocolRefusal(PROTOCOL + 1, 'control-plane'))).toContain(
      'Upgrade the control plane.',
    )
    expect(inEnglish(protocolRefusal(PROTOCOL - 1, 'control-plane'))).toContain(
      'Upgrade the agent.',
    )
  })
})
