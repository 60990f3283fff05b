import { randomUUID } from 'node:crypto'
import {
  type ChannelMetricsView,
  type ChannelPhase,
  type ChannelPulse,
  type ChannelView,
  type CreateChannelInput,
  type EventView,
  type HostView,
  type LivePulse,
  type LogLine,
  Me,
  type SessionTokens,
  type SourceFacts,
  type UpdateChannelInput,
} from '@cashbacktv/contract'
import { fakeHost, fakePulse, fakeView, statusOf } from './fake-data.ts'
import { fakeRollouts } from './fake-rollouts.ts'
import { fakeTimeline } from './fake-timeline.ts'

export type FakeWorld = ReturnType<typeof createFakeWorld>

/** A control plane's state in memory, lively enough to show every screen. */
export function createFakeWorld(options: { channels: number; frame?: string }) {
  const channels = new Map<string, ChannelView>()
  for (let index = 0; index < options.channels; index += 1) {
    const view = fakeView(index)
    channels.set(view.id, view)
  }
  const me = Me.parse({ id: randomUUID(), email: 'operator@example.com', role: 'admin' })
  const must = (id: string) => {
    const view = channels.get(id)
    if (!view) throw new Error('No such channel')
    return view
  }
  const setPhase = (id: string, phase: ChannelPhase, desired: 'on' | 'off') => {
    const next: ChannelView = {
      ...must(id),
      phase,
      status: statusOf(phase),
      desired,
      reason: null,
      nextTryAt: null,
      showing: phase === 'running' ? 'live' : 'nothing',
      since: new Date().toISOString(),
    }
    channels.set(id, next)
    return next
  }
  const hosts = (): HostView[] => [fakeHost(0, channels.size), fakeHost(1, 0), fakeHost(2, 0)]
  const pulseOf = (view: ChannelView): ChannelPulse => fakePulse(view)

  return {
    me,
    channels: () => [...channels.values()],
    channel: (id: string) => channels.get(id),
    tokens: (): SessionTokens => ({
      accessToken: 'fake-access',
      refreshToken: `fake-refresh-${randomUUID()}`,
      expiresInSeconds: 600,
      user: me,
    }),
    create(input: CreateChannelInput): ChannelView {
      const view = merge(fakeView(channels.size), input)
      channels.set(view.id, { ...view, phase: 'stopped', status: 'stopped', desired: 'off' })
      return view
    },
    update(id: string, input: UpdateChannelInput): ChannelView {
      const view = merge(must(id), input)
      channels.set(id, view)
      return view
    },
    remove(id: string) {
      channels.delete(id)
      return {}
    },
    command(id: string, command: 'start' | 'stop' | 'restart'): ChannelView {
      const stop = command === 'stop'
      setTimeout(
        () => setPhase(id, stop ? 'stopped' : 'running', stop ? 'off' : 'on'),
        2000,
      ).unref()
      return setPhase(id, stop ? 'stopping' : 'starting', stop ? 'off' : 'on')
    },
    metrics(id: string): ChannelMetricsView {
      const pulse = pulseOf(must(id))
      const running = pulse.speed !== null
      const n = <T>(value: T): T | null => (running ? value : null)
      return {
        channelId: must(id).id,
        runId: null,
        at: new Date().toISOString(),
        pid: n(41_207),
        uptimeSeconds: n(12_345),
        cpuPercent: pulse.cpuPercent,
        memoryBytes: pulse.memoryBytes,
        virtualMemoryBytes: n(1_100_000_000),
        threads: n(14),
        openFiles: n(23),
        ioWaitSeconds: n(0.2),
        readBytes: n(12_000_000),
        writtenBytes: n(1_000_000_000),
        frames: n(308_625),
        fps: pulse.fps,
        speed: pulse.speed,
        inputBitrateKbps: n(6200 + Math.random() * 300),
        outputBitrateKbps: pulse.outputBitrateKbps,
        droppedFrames: n(3),
        duplicatedFrames: n(0),
      }
    },
    log: (): LogLine[] =>
      Array.from({ length: 40 }, (_, index) => ({
        at: new Date(Date.now() - (40 - index) * 1500).toISOString(),
        level: index % 13 === 5 ? 'warning' : index % 17 === 9 ? 'error' : 'info',
        text:
          index % 13 === 5
            ? '[h264 @ 0x5581] concealing 120 DC, 120 AC, 120 MV errors in P frame'
            : index % 17 === 9
              ? '[https @ 0x5590] HTTP error 503 Service Unavailable'
              : `[hls @ 0x55d0] Opening '0000${1200 + index}.ts' for writing`,
      })),
    ffmpeg:
      'ffmpeg -hide_banner -nostdin -loglevel level+info -rw_timeout 15000000 -i https://live.example.com/one/index.m3u8?token=*** -i logo.png -filter_complex [0:v][1:v]overlay=x=1049:y=36:eof_action=repeat[out] -map [out] -map 0:a? -c:v libx264 -preset superfast -crf 21.5 -maxrate 6000k -bufsize 12000k -g 50 -c:a copy -f hls -hls_time 2 index.m3u8',
    timeline: (id: string): EventView[] => fakeTimeline(must(id)),
    probe: () => ({ facts: FACTS, frame: options.frame ?? null, tookMs: 1840 }),
    hosts,
    rollouts: fakeRollouts(() => [...channels.values()]),
    pulse: (): LivePulse => ({
      at: new Date().toISOString(),
      channels: [...channels.values()].map(pulseOf),
      hosts: hosts().map(({ name: _name, capabilities: _own, channels: _count, ...live }) => live),
    }),
  }
}

const FACTS: SourceFacts = {
  container: 'mpegts',
  video: {
    codec: 'h264',
    width: 1920,
    height: 1080,
    framesPerSecond: 25,
    interlaced: false,
    pixelFormat: 'yuv420p',
  },
  audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
  bitrateKbps: 6200,
}

function merge(view: ChannelView, input: UpdateChannelInput): ChannelView {
  const { sources, slug, ...rest } = input
  return {
    ...view,
    ...rest,
    slug: slug ?? view.slug,
    ...(sources
      ? {
          sources: sources.map(({ id, url }) => ({
            id: id ?? (randomUUID() as (typeof view.sources)[number]['id']),
            url,
          })),
        }
      : {}),
  }
}
