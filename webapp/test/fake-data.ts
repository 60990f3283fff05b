import {
  BUILT_IN_PRESETS,
  type ChannelPhase,
  type ChannelPulse,
  type ChannelStatus,
  type ChannelView,
  HostView,
} from '@cashbacktv/contract'

const NAMES = [
  'Haber 24',
  'Ege Spor HD',
  'Belgesel Dünyası',
  'Çocuk Bahçesi',
  'Müzik Box',
  'Ekonomi Canlı',
  'Anadolu Sinema',
  'Test card 1',
  'İstanbul Şehir Kameraları ve Trafik Bilgi Ekranı',
  'Marine Weather',
  'Yayla FM TV',
  'World Report',
]
const PHASES: ChannelPhase[] = [
  'running',
  'running',
  'error',
  'running',
  'backoff',
  'stopped',
  'queued',
  'starting',
  'degraded',
  'unplaced',
  'unknown',
  'running',
]
const REASONS: Partial<Record<ChannelPhase, ChannelView['reason']>> = {
  error: {
    class: 'fatal',
    code: 'not-found',
    message: 'The source answered 404: there is no stream at this address.',
  },
  backoff: {
    class: 'network',
    code: 'source-silent',
    message: 'The source sent nothing for 30 s.',
  },
  unplaced: {
    class: 'resource',
    code: 'no-host',
    message: 'No host can take this channel. Add a host, or end the draining of one.',
  },
  unknown: {
    class: 'network',
    code: 'host-silent',
    message: 'Its host has not been heard of since 03:12. The channel may well be on air.',
  },
  degraded: { class: 'resource', code: 'slow', message: 'Encoding runs at 0.91 of real time.' },
}

/** A channel whose id, name and state follow from its index, so that screenshots are comparable. */
export function fakeView(index: number): ChannelView {
  const phase = PHASES[index % PHASES.length] ?? 'running'
  const number = Math.floor(index / NAMES.length)
  const slug = `channel-${index + 1}`
  const view = {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: `${NAMES[index % NAMES.length]}${number > 0 ? ` ${number + 1}` : ''}`,
    slug,
    status: statusOf(phase),
    phase,
    reason: REASONS[phase] ?? null,
    since: new Date(Date.now() - (index + 1) * 437_000).toISOString(),
    attempt: phase === 'backoff' ? 4 : 0,
    nextTryAt: phase === 'backoff' ? new Date(Date.now() + 18_000).toISOString() : null,
    queuePosition: phase === 'queued' ? 3 + number : null,
    desired: phase === 'stopped' ? 'off' : 'on',
    playbackUrl: `http://127.0.0.1/streams/${slug}/index.m3u8`,
    thumbnailUrl: `http://127.0.0.1/streams/${slug}/thumbnail.jpg`,
    hostId: '10000000-0000-4000-8000-000000000000',
    hostName: 'edge-1',
    sources: [
      {
        id: `20000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        url: `https://live.example.com/${slug}/index.m3u8`,
      },
      {
        id: `21000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        url: `srt://backup.example.com:9000?streamid=${slug}`,
      },
    ],
    activeSourceId: activeSourceOf(index, phase),
    taken: null,
    logo:
      index % 2
        ? null
        : {
            assetId: '30000000-0000-4000-8000-000000000000',
            x: 0.82,
            y: 0.05,
            width: 0.13,
            opacity: 0.9,
          },
    output: {
      mode: 'transcode',
      presetId: 'broadcast',
      renditions: [{ name: 'main', height: null }],
      audio: { mode: 'auto', bitrateKbps: 128 },
    },
    hls: { segmentSeconds: 2, windowSegments: 6 },
    slate: { enabled: true, picture: null, language: 'tr' },
    schedule: null,
    autoRestart: true,
    priority: 50,
    limits: { cpuPercent: null, memoryBytes: null },
    speed: phase === 'running' ? 1 : null,
    fps: phase === 'running' ? 25 : null,
    viewers: phase === 'running' ? (index * 37) % 420 : 0,
    showing: showingOf(phase),
    createdAt: '2026-10-01T08:00:00Z',
    updatedAt: '2026-11-01T08:00:00Z',
  }
  return view as ChannelView
}

/** Some play from their backup. */
function activeSourceOf(index: number, phase: ChannelPhase): string | null {
  if (phase !== 'running' && phase !== 'degraded') return null
  const kind = index % 12 === 3 || index % 12 === 8 ? '21' : '20'
  return `${kind}000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

function showingOf(phase: ChannelPhase): ChannelView['showing'] {
  if (phase === 'running' || phase === 'degraded') return 'live'
  return phase === 'backoff' || phase === 'error' ? 'slate' : 'nothing'
}

export function fakePulse(view: ChannelView): ChannelPulse {
  const runs = view.phase === 'running' || view.phase === 'degraded'
  const wobble = (middle: number, share: number) => middle * (1 + (Math.random() - 0.5) * share)
  return {
    id: view.id,
    status: view.status,
    phase: view.phase,
    reason: view.reason,
    since: view.since,
    nextTryAt: view.nextTryAt,
    attempt: view.attempt,
    queuePosition: view.queuePosition,
    activeSourceId: view.activeSourceId,
    showing: view.showing,
    speed: runs ? wobble(view.phase === 'degraded' ? 0.91 : 1, 0.02) : null,
    fps: runs ? wobble(25, 0.02) : null,
    cpuPercent: runs ? wobble(62, 0.2) : null,
    memoryBytes: runs ? Math.round(wobble(128_000_000, 0.02)) : null,
    outputBitrateKbps: runs ? wobble(4300, 0.2) : null,
    viewers: view.viewers,
  }
}

export function fakeHost(index: number, channels: number): HostView {
  const link = (['connected', 'unknown', 'never'] as const)[index] ?? 'connected'
  const used = (share: number) => Math.round(share * 64e9)
  const host = {
    id: `10000000-0000-4000-8000-00000000000${index}`,
    name: `edge-${index + 1}`,
    link,
    lastSeenAt:
      link === 'never' ? null : new Date(Date.now() - (index ? 840_000 : 500)).toISOString(),
    wantedRevision: 12,
    appliedRevision: link === 'connected' ? 12 : null,
    heldRevision: index === 0 ? 12 : null,
    draining: index === 1,
    channels,
    capabilities:
      link === 'never'
        ? null
        : {
            agentVersion: '2.0.0',
            ffmpegVersion: '5.1.9-0+deb12u1',
            ffmpegProblem: null,
            encoders: ['libx264'],
            filters: ['overlay'],
            protocols: ['https'],
            cores: 8,
            memoryBytes: 64e9,
            cgroup: 'v2',
            media: { totalBytes: 16e9, isRamDisk: true },
            playbackBaseUrl: null,
            originUrl: null,
            calibrations: Object.keys(BUILT_IN_PRESETS).map((presetId, at) => ({
              presetId,
              height: 720,
              framesPerSecond: 25,
              cpuSecondsPerSecond: 0.42 + at * 0.19,
              speed: 4.2,
            })),
          },
    sample:
      link === 'connected'
        ? {
            coresPercent: [52, 61, 48, 70, 39, 55, 66, 58],
            cpuPercent: 50 + Math.random() * 8,
            load1: 4.8,
            memoryTotalBytes: 64e9,
            memoryUsedBytes: used(0.31),
            diskTotalBytes: 500e9,
            diskUsedBytes: 90e9,
            diskReadBytesPerSecond: 0,
            diskWrittenBytesPerSecond: 3e5,
            mediaTotalBytes: 16e9,
            mediaUsedBytes: 2.1e9,
            networkReceivedBytesPerSecond: 22e6,
            networkSentBytesPerSecond: 61e6 + Math.random() * 2e6,
            networkReceivedBytes: 0,
            networkSentBytes: 0,
          }
        : null,
  }
  return HostView.parse(host)
}

export function statusOf(phase: ChannelPhase): ChannelStatus {
  switch (phase) {
    case 'scheduled':
      return 'stopped'
    case 'stopped':
    case 'stopping':
    case 'error':
      return phase
    case 'running':
    case 'degraded':
      return 'running'
    case 'backoff':
    case 'unplaced':
    case 'unknown':
      return 'error'
    default:
      return 'starting'
  }
}
