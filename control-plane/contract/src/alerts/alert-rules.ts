import { healthRank } from '../health/health-level.ts'
import type { HealthLevel } from '../health/health-level-schema.ts'
import type { ChannelMetric } from '../metrics/channel-metrics.ts'
import type { HostMetric } from '../metrics/host-metrics.ts'
import type { AlertRule } from './alert-rule.ts'
import type { Severity } from './severity.ts'

type Times = { forSeconds: number; clearAfterSeconds: number }

/** A picture that is gone is told at once; what heals by itself within seconds is not told at all. */
const AT_ONCE: Times = { forSeconds: 5, clearAfterSeconds: 20 }
const NOW: Times = { forSeconds: 0, clearAfterSeconds: 20 }
const PATIENT: Times = { forSeconds: 60, clearAfterSeconds: 60 }

/** The rules that every installation begins with. */
export const ALERT_RULES = {
  'channel-dark': level('dark', 'critical', AT_ONCE),
  'channel-unstable': level('unstable', 'critical', { forSeconds: 0, clearAfterSeconds: 300 }),
  'channel-slate': level('slate', 'critical', AT_ONCE),
  'channel-impaired': level('impaired', 'warning', PATIENT),
  'channel-silence': channel('channel_silence', 'equal', 1, 'critical', {
    forSeconds: 30,
    clearAfterSeconds: 20,
  }),
  // The failures of spec section 8 that no retry mends, or that are retried too rarely to wait for.
  'channel-stopped': channel('channel_stopped_by_failure', 'equal', 1, 'critical', NOW),
  'channel-given-up': channel('channel_given_up', 'equal', 1, 'critical', NOW),
  'channel-lacks-resource': channel('channel_lacks_resource', 'equal', 1, 'warning', PATIENT),
  // Viewers see nothing of it: the next source to fail would be the last.
  'channel-on-backup': channel('channel_on_backup', 'equal', 1, 'warning', AT_ONCE),
  'channel-black': content('channel_black'),
  'channel-frozen': content('channel_frozen'),
  'channel-silent': content('channel_silent'),
  'channel-without-audio': content('channel_without_audio'),
  'channel-shape-changed': content('channel_shape_changed'),
  'channel-still-card': content('channel_still_card'),
  'channel-below-bitrate-floor': content('channel_below_bitrate_floor'),
  'channel-off-loudness': content('channel_off_loudness'),
  'channel-clipping': content('channel_clipping'),
  // Below 40 is what people call poor. A scene that is hard to encode passes, an encoder that is set
  // too low does not; what is handed on as it comes has no estimate, and raises nothing.
  'channel-quality-low': channel('channel_quality_estimate_score', 'below', 40, 'warning', {
    forSeconds: 300,
    clearAfterSeconds: 120,
  }),
  // Viewers of the channel's own streams notice nothing; those of the platform do.
  'channel-restream-failing': channel(
    'channel_restreams_failing',
    'at-least',
    1,
    'warning',
    PATIENT,
  ),
  // Reports come each second; a host counts as silent after ten.
  'host-silent': host('host_last_report_age_seconds', 'at-least', 15, 'critical', {
    forSeconds: 0,
    clearAfterSeconds: 10,
  }),
  'origin-away': host('origin_up', 'equal', 0, 'critical', AT_ONCE),
  'host-two-agents': host('host_two_agents', 'equal', 1, 'warning', NOW),
  'host-cpu-full': host('cpu_usage_percent', 'at-least', 95, 'warning', PATIENT),
  'host-memory-full': share('memory_usage_bytes', 'memory_size_bytes', 0.92, 'warning', PATIENT),
  'media-full': share('media_usage_bytes', 'media_size_bytes', 0.9, 'critical', AT_ONCE),
  'disk-full': share('disk_usage_bytes', 'disk_size_bytes', 0.95, 'warning', PATIENT),
  'channels-waiting': host('host_channels_waiting', 'at-least', 1, 'warning', PATIENT),
  // It is tried again every ten minutes, and is not well while it is.
  'recordings-failing': host('host_recordings_failing', 'at-least', 1, 'warning', {
    forSeconds: 60,
    clearAfterSeconds: 300,
  }),
  // Nothing brings it back: it is over half a day later, or once somebody deletes the recording.
  'recordings-lost': host('host_recordings_lost', 'at-least', 1, 'warning', PATIENT),
  // Told while there is room for some still: beyond 500 nothing more is recorded.
  'recordings-full': host('host_recordings', 'at-least', 475, 'warning', PATIENT),
} satisfies Record<string, AlertRule>

export type AlertRuleId = keyof typeof ALERT_RULES

function level(worth: HealthLevel, severity: Severity, times: Times): AlertRule {
  return channel('channel_health_level', 'equal', healthRank(worth), severity, times)
}

/** Its host has waited for as long as it may last. */
function content(metric: ChannelMetric): AlertRule {
  return channel(metric, 'equal', 1, 'warning', { forSeconds: 0, clearAfterSeconds: 10 })
}

function channel(
  metric: ChannelMetric,
  is: AlertRule['is'],
  threshold: number,
  severity: Severity,
  times: Times,
): AlertRule {
  return { about: { kind: 'channel', metric }, is, threshold, severity, ...times }
}

function host(
  metric: HostMetric,
  is: AlertRule['is'],
  threshold: number,
  severity: Severity,
  times: Times,
): AlertRule {
  return { about: { kind: 'host', metric }, is, threshold, severity, ...times }
}

function share(
  metric: HostMetric,
  of: HostMetric,
  threshold: number,
  severity: Severity,
  times: Times,
): AlertRule {
  return { about: { kind: 'host', metric, of }, is: 'at-least', threshold, severity, ...times }
}

export function isAlertRuleId(text: string): text is AlertRuleId {
  return Object.hasOwn(ALERT_RULES, text)
}
