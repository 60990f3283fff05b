import {
  type Capabilities as HostCapabilities,
  type HostView,
  usableCores,
} from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useLiveHost } from '../../shared/live/use-live.ts'
import { Instant, Since } from '../../ui/elapsed.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Notice } from '../../ui/notice.tsx'
import { StatusPill } from '../channel/status-badge.tsx'
import type { HostOption } from '../placement/domain/host-option.ts'
import { ffmpegLacks, type Lack } from './domain/ffmpeg-lacks.ts'
import { channelsThatFit, presentLink } from './domain/host-presentation.ts'
import { FfmpegProblem } from './ffmpeg-problem.tsx'
import { GpuEncoders } from './gpu-encoders.tsx'
import { HostActions, type HostAnswer } from './host-actions.tsx'
import { HostMeters } from './host-meters.tsx'
import { KeptForLater } from './kept-for-later.tsx'

type HostCardProps = { host: HostView; others: readonly HostOption[]; answer?: HostAnswer }

/** One host: whether it is heard of, what it does and what it could do. */
export function HostCard({ host: loaded, others, answer }: HostCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const host = useLiveHost(loaded)
  const { capabilities, link, lastSeenAt } = host
  const { tone, shape } = presentLink(link)
  const facts = capabilities
    ? [
        t('hosts.cores', { count: capabilities.cores }),
        format.bytes(capabilities.memoryBytes),
        t('hosts.agent', { version: capabilities.agentVersion }),
        capabilities.ffmpegVersion
          ? t('hosts.ffmpeg', { version: capabilities.ffmpegVersion })
          : null,
      ].filter(Boolean)
    : []
  return (
    <article
      aria-label={host.name}
      className="grid content-start gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold [overflow-wrap:anywhere]">{host.name}</h2>
        <StatusPill tone={tone} shape={shape} text={t(`hosts.link.${link}`)} />
        <span className="figure ml-auto text-sm text-dim">
          {t('hosts.channels', { count: host.channels })}
        </span>
      </header>
      {facts.length > 0 ? <p className="text-xs text-dim">{facts.join(' · ')}</p> : null}
      {link === 'unknown' && lastSeenAt ? (
        <Notice tone="warning">
          <UnknownSince at={lastSeenAt} />
        </Notice>
      ) : null}
      <TwoAgents health={host.health} />
      <FfmpegProblem of={capabilities} />
      <Unheld kinds={capabilities?.unheld ?? []} />
      <Lacks kinds={capabilities ? ffmpegLacks(capabilities) : []} />
      <GpuEncoders capabilities={capabilities} room={host.room} />
      {host.draining ? <Notice>{t('hosts.draining')}</Notice> : null}
      <Load host={host} sample={link === 'connected' ? host.sample : null} />
      <Room room={host.room} />
      <KeptForLater disk={host.dvrDisk} />
      <Capacity host={host} />
      <HostActions host={host} others={others} {...(answer ? { answer } : {})} />
    </article>
  )
}

/** It looks well here: whoever of both is connected reports as it should. */
function TwoAgents({ health }: Pick<HostView, 'health'>) {
  const { t } = useTranslation()
  if (!health.troubles.some(({ code }) => code === 'twoAgents')) return null
  return (
    <Notice tone="warning">
      <p>{t('hostTrouble.twoAgents')}</p>
      <p>{t('hostTrouble.twoAgentsDoing')}.</p>
    </Notice>
  )
}

/** What the host's FFmpeg could do, if a source made it. */
function Unheld({ kinds }: { kinds: NonNullable<HostCapabilities['unheld']> }) {
  const { t } = useTranslation()
  const texts = kinds.map((kind) => t(`hosts.unheld.${kind}`))
  return <Warnings title={t('hosts.unheld.title')} texts={texts} />
}

/** What is asked of channels and the host's FFmpeg cannot do. */
function Lacks({ kinds }: { kinds: readonly Lack[] }) {
  const { t } = useTranslation()
  const texts = kinds.map((kind) => t(`hosts.lacks.${kind}`))
  return <Warnings title={t('hosts.lacks.title')} texts={texts} />
}

function Warnings({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <Notice tone="warning">
      <p>{title}</p>
      <ul className="ml-4 list-disc">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Notice>
  )
}

function UnknownSince({ at }: { at: string }) {
  const { t } = useTranslation()
  const [before = '', after = ''] = t('hosts.unknownSince', { time: '\u0000' }).split('\u0000')
  return (
    <p>
      {before}
      <Instant at={at} />
      {after} (<Since at={at} />)
    </p>
  )
}

function Load({ host, sample }: { host: HostView; sample: HostView['sample'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!sample) return null
  return (
    <HostMeters sample={sample} onRam={host.capabilities?.media.isRamDisk ?? true}>
      <p className="flex items-baseline justify-between gap-2 text-xs">
        <span className="text-dim">{t('hosts.network')}</span>
        <span className="figure font-medium">
          {format.bitrate((sample.networkSentBytesPerSecond * 8) / 1000)}
        </span>
      </p>
    </HostMeters>
  )
}

/** What its channels hold: seen where they run, expected where they begin. */
function Room({ room }: Pick<HostView, 'room'>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!room) return null
  const usable = usableCores(room)
  const free = Math.max(0, usable - room.heldCores)
  return (
    <div>
      <Meter
        label={t('hosts.room')}
        text={t('hosts.roomText', {
          held: format.two(room.heldCores),
          usable: format.two(usable),
          free: format.two(free),
        })}
        share={usable > 0 ? Math.min(1, room.heldCores / usable) : null}
      />
      {room.otherCores > room.reserveCores ? (
        <p className="mt-1 text-xs text-dim">
          {t('hosts.otherPrograms', { cores: format.two(room.otherCores) })}
        </p>
      ) : null}
      {room.waiting > 0 ? (
        <p className="mt-1 text-xs font-medium">
          {t('hosts.roomWaiting', { count: room.waiting })}
        </p>
      ) : null}
    </div>
  )
}

function Capacity({ host }: { host: HostView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { capabilities } = host
  if (!capabilities || capabilities.calibrations.length === 0) return null
  return (
    <div className="border-t border-line pt-2.5 text-xs">
      <h3 className="text-dim">{t('hosts.capacity')}</h3>
      <ul className="figure mt-1 grid gap-0.5">
        {capabilities.calibrations.map((calibration) => (
          <li key={`${calibration.presetId} ${calibration.height} ${calibration.framesPerSecond}`}>
            {t('hosts.capacityRow', {
              preset: calibration.presetId,
              height: calibration.height,
              fps: Math.round(calibration.framesPerSecond),
              cost: format.two(calibration.cpuSecondsPerSecond),
              count: channelsThatFit(calibration, capabilities.cores),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
