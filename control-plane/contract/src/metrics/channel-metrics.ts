import { HEALTH_LEVELS } from '../health/health-level.ts'
import { type Metric, metricsOf } from './metric.ts'

const { gauge, counter } = metricsOf(['channel_id', 'channel', 'host'])

const condition = (what: string) => {
  return gauge('state', `1 while ${what}, and has been for as long as it may.`)
}

/** Of each channel. Those of its process are missing while it has none, those of its air before its first playlist. */
export const CHANNEL_METRICS = {
  channel_info: gauge(
    'state',
    'Always 1; tells the name of a channel, which may change, apart from its figures.',
    ['name'],
  ),
  channel_wanted: gauge('state', '1 while the channel is switched on and its schedule says now.'),
  channel_health_level: gauge(
    'level',
    `What viewers get: ${HEALTH_LEVELS.map((level, rank) => `${rank} ${level}`).join(', ')}.`,
  ),
  channel_live: gauge('state', '1 while viewers get the picture of a source.'),
  channel_slate: gauge('state', '1 while viewers get the slate.'),
  channel_slates_recent: gauge('slates', 'Slates that began within the last ten minutes.'),
  channel_silence: gauge(
    'state',
    '1 while viewers hear silence because the source lost its audio.',
  ),
  channel_black: condition('its picture is black'),
  channel_frozen: condition('its picture does not move'),
  channel_silent: condition('its audio is silent'),
  channel_without_audio: condition('its source has stopped sending audio'),
  channel_shape_changed: condition('its picture has another shape or rate than it had'),
  channel_still_card: condition('the same card has been shown for a long time'),
  channel_below_bitrate_floor: condition('its source sends less than the floor'),
  channel_off_loudness: condition('its audio is louder or quieter than its target'),
  channel_clipping: condition('its audio is at full scale'),
  channel_content_seconds_total: counter(
    'seconds',
    'For how long each condition of picture and audio lasted, since the agent began.',
    ['kind'],
  ),
  channel_loudness_momentary_lufs: gauge('lufs', 'Momentary loudness by EBU R 128.'),
  channel_loudness_integrated_lufs: gauge(
    'lufs',
    'Integrated loudness by EBU R 128, since the run began.',
  ),
  channel_live_seconds_total: counter(
    'seconds',
    'Viewers got the picture of a source while it was wanted; its share of this, slate and dark is the availability.',
  ),
  channel_slate_seconds_total: counter('seconds', 'Viewers got the slate.'),
  channel_dark_seconds_total: counter('seconds', 'Viewers got nothing while it was wanted.'),
  channel_silence_seconds_total: counter(
    'seconds',
    'Viewers heard silence because the source lost its audio.',
  ),
  channel_source_in_use: gauge('state', '1 for the source that is read, by its id.', ['source']),
  channel_on_backup: gauge('state', '1 while another source than its first is read.'),
  channel_stopped_by_failure: gauge(
    'state',
    '1 while it is stopped by what no retry mends, such as an invalid source.',
  ),
  channel_given_up: gauge(
    'state',
    '1 while it is tried only now and then, after too many restarts in a row.',
  ),
  channel_lacks_resource: gauge('state', '1 while it waits for what its host is short of.'),
  channel_failures_in_row: gauge('starts', 'Starts in a row that failed; 0 when all is well.'),
  channel_queue_place: gauge(
    'place',
    'Place in the start queue of its host, from 1; missing when it does not wait.',
  ),
  channel_cpu_usage_percent: gauge('percent', 'CPU of its FFmpeg, 100 is one core busy.'),
  channel_memory_usage_bytes: gauge('bytes', 'Resident memory of its FFmpeg.'),
  channel_uptime_seconds: gauge('seconds', 'How long its FFmpeg has been running.'),
  channel_encoding_speed: gauge('ratio', 'Speed of its FFmpeg, 1 is real time.'),
  channel_frames_per_second: gauge('frames', 'Frames put out in the last second.'),
  channel_input_bitrate_kbps: gauge(
    'kbps',
    'Taken of its source, packets that are not taken left out.',
  ),
  channel_input_frames_per_second: gauge('frames', 'Pictures a second that come of its source.'),
  channel_input_width_pixels: gauge('pixels', 'Width of the picture that comes of its source.'),
  channel_input_height_pixels: gauge('pixels', 'Height of the picture that comes of its source.'),
  channel_input_errors_total: counter(
    'errors',
    'Damage to what came of its source, by kind; begins anew with each run.',
    ['kind'],
  ),
  channel_output_bitrate_kbps: gauge('kbps', 'Put out by its FFmpeg.'),
  channel_dropped_frames_total: counter(
    'frames',
    'Frames dropped by the run on air; begins anew with each run.',
  ),
  channel_duplicated_frames_total: counter(
    'frames',
    'Frames doubled by the run on air; begins anew with each run.',
  ),
  channel_quality_estimate_score: gauge(
    'score',
    'Estimate of how like its original the picture is encoded, 0 to 100; 80 and more is excellent.',
  ),
  channel_quality_measured_score: gauge(
    'score',
    'The same as it was last measured, by hand or by schedule.',
  ),
  channel_quality_measured_age_seconds: gauge('seconds', 'How long ago that was measured.'),
  channel_restreams_failing: gauge(
    'restreams',
    'Destinations that it is to be sent on to, and cannot be.',
  ),
  channel_viewers: gauge('viewers', 'Players that read it now.'),
  channel_sent_bytes_total: counter(
    'bytes',
    'Sent to players since the origin was started, by nginx too where its log is heard.',
  ),
  channel_player_sessions: gauge(
    'sessions',
    'Players that report themselves by CMCD and were heard of within half a minute; missing, as all that is of players, where none ever has.',
  ),
  channel_player_sessions_total: counter('sessions', 'Sessions of such players that began.'),
  channel_player_rebuffered_sessions_total: counter(
    'sessions',
    'Sessions that ran out of media at least once after they had started.',
  ),
  channel_player_stalls_total: counter('stalls', 'Times that players ran out of media.'),
  channel_player_stalled_seconds_total: counter(
    'seconds',
    'How long players stood still for want of media, as their buffers say.',
  ),
  channel_player_played_seconds_total: counter('seconds', 'How long players played.'),
  channel_player_startups_total: counter('starts', 'Sessions that started to play.'),
  channel_player_startup_seconds_total: counter(
    'seconds',
    'How long sessions took until they played, all together.',
  ),
  channel_player_throughput_kbps: gauge(
    'kbps',
    'Throughput that players measure: what a tenth, half and nine tenths of them have at most.',
    ['quantile'],
  ),
  channel_segments_published_total: counter(
    'segments',
    'Number of the newest segment in its playlist: media sequence and segments listed.',
  ),
  channel_segment_interval_seconds: gauge(
    'seconds',
    'Time between the newest segment of its playlist and the one before.',
  ),
  channel_playlist_age_seconds: gauge(
    'seconds',
    'How long before its newest report its playlist last grew.',
  ),
  channel_target_duration_seconds: gauge('seconds', 'Target duration that its playlist promises.'),
  channel_past_bytes: gauge('bytes', 'What is kept of it for later on the disk of its host.'),
  channel_past_seconds: gauge('seconds', 'How far viewers can go back.'),
  channel_past_shortened: gauge(
    'state',
    '1 while that is less than it is to be because the disk is nearly full.',
  ),
} satisfies Record<string, Metric>

export type ChannelMetric = keyof typeof CHANNEL_METRICS
