import { AGENT_METRICS, ChannelState, type HostReport, seriesOf } from '@cashbacktv/contract'

type Own = { cpuSeconds: number; memoryBytes: number; loopDelaySeconds: number }
type AgentFacts = { report: HostReport; isConnected: boolean; own: Own }

/** The agent in the text format of Prometheus, from what it would report now. */
export function agentExposition({ report, isConnected, own }: AgentFacts): string {
  const { channels, appliedRevision } = report
  const slates = channels.filter(({ air }) => air?.showing === 'slate').length
  const viewers = channels.reduce((sum, { air }) => sum + (air?.viewers ?? 0), 0)
  const states = ChannelState.options.map((state) => {
    return { labels: [state], value: channels.filter((one) => one.state === state).length }
  })
  const one = (name: keyof typeof AGENT_METRICS, value: number) =>
    seriesOf(name, AGENT_METRICS[name], [{ labels: [], value }])
  return [
    one('agent_link_connected', Number(isConnected)),
    appliedRevision === null ? '' : one('agent_applied_revision', appliedRevision),
    seriesOf('agent_channels', AGENT_METRICS.agent_channels, states),
    one('agent_channels_on_slate', slates),
    one('agent_viewers', viewers),
    one('agent_outbox_events', report.waitingEvents ?? 0),
    one('agent_illegal_moves_total', report.illegalMoves ?? 0),
    one('agent_cpu_seconds_total', own.cpuSeconds),
    one('agent_memory_bytes', own.memoryBytes),
    one('agent_event_loop_delay_seconds', own.loopDelaySeconds),
  ].join('')
}
