import { HostId, HostReport, METRICS } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { originExposition } from '../../origin/domain/origin-exposition.ts'
import { agentExposition } from './agent-exposition.ts'

const own = { cpuSeconds: 1.5, memoryBytes: 5e7, loopDelaySeconds: 0.001 }
const at = '2026-11-23T12:00:00Z'
const air = {
  showing: 'slate' as const,
  mediaSequence: 1,
  segments: 6,
  lastPublishedAt: at,
  viewers: 3,
  sentBytes: 1000,
}
const report = HostReport.parse({
  protocol: 1,
  hostId: HostId.parse('00000000-0000-4000-8000-00000000000a'),
  at,
  appliedRevision: 7,
  sample: null,
  waitingEvents: 2,
  illegalMoves: 3,
  channels: [
    {
      channelId: '00000000-0000-4000-8000-000000000001',
      state: 'running',
      since: at,
      air,
      reason: null,
      attempt: 0,
      nextTryAt: null,
      queuePosition: null,
      restartGeneration: 0,
      run: null,
      metrics: null,
    },
  ],
})
const agent = agentExposition({ report, isConnected: true, own })
const origin = originExposition([air, { ...air, showing: 'live' }], { counted: 5, leftOut: 2 }, own)

test('an agent tells of its channels, its link and what it costs', () => {
  for (const line of [
    ...['agent_link_connected 1', 'agent_applied_revision 7', 'agent_outbox_events 2'],
    ...['agent_channels{state="running"} 1', 'agent_channels{state="error"} 0'],
    'agent_illegal_moves_total 3',
    ...['agent_channels_on_slate 1', 'agent_viewers 3', 'agent_memory_bytes 50000000'],
  ]) {
    expect(agent.split('\n')).toContain(line)
  }
})

test('an origin tells of what viewers get', () => {
  for (const line of [
    ...['origin_channels{showing="live"} 1', 'origin_viewers 6'],
    ...['counted"} 5', 'left_out"} 2'].map(
      (rest) => `origin_segment_log_lines_total{outcome="${rest}`,
    ),
  ]) {
    expect(origin.split('\n')).toContain(line)
  }
})

test('every series of both is in the list, once, with its kind', () => {
  const heads = [...`${agent}${origin}`.matchAll(/^# TYPE (\w+) (\w+)$/gm)]
  expect(new Set(heads.map(([, name]) => name)).size).toBe(heads.length)
  for (const [, name = '', type] of heads) expect(METRICS[name]?.type).toBe(type)
})
