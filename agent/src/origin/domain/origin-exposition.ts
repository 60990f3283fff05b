import { AirObservation, ORIGIN_METRICS, seriesOf } from '@cashbacktv/contract'

/** Lines of nginx's log of segments. */
type SegmentLog = { counted: number; leftOut: number }
type Own = { cpuSeconds: number; memoryBytes: number; loopDelaySeconds: number }

/** The origin in the text format of Prometheus, from what viewers get of each channel. */
export function originExposition(
  channels: readonly AirObservation[],
  segmentLog: SegmentLog,
  own: Own,
): string {
  const shown = AirObservation.shape.showing.options.map((showing) => {
    return { labels: [showing], value: channels.filter((one) => one.showing === showing).length }
  })
  const one = (name: keyof typeof ORIGIN_METRICS, value: number) =>
    seriesOf(name, ORIGIN_METRICS[name], [{ labels: [], value }])
  const sum = (read: (channel: AirObservation) => number) =>
    channels.reduce((all, channel) => all + read(channel), 0)
  return [
    seriesOf('origin_channels', ORIGIN_METRICS.origin_channels, shown),
    one(
      'origin_viewers',
      sum(({ viewers }) => viewers),
    ),
    one(
      'origin_sent_bytes',
      sum(({ sentBytes }) => sentBytes),
    ),
    seriesOf('origin_segment_log_lines_total', ORIGIN_METRICS.origin_segment_log_lines_total, [
      { labels: ['counted'], value: segmentLog.counted },
      { labels: ['left_out'], value: segmentLog.leftOut },
    ]),
    one('origin_cpu_seconds_total', own.cpuSeconds),
    one('origin_memory_bytes', own.memoryBytes),
    one('origin_event_loop_delay_seconds', own.loopDelaySeconds),
  ].join('')
}
