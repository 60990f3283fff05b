import type { ChannelView } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { TimelineMark } from '../activity/timeline-mark.tsx'
import { useChannelState } from '../channel/use-channel-state.ts'
import { useChannelMetrics } from './channel-metrics.tsx'
import { CHANNEL_SECTIONS, type ChannelSection, sectionTones } from './domain/section-tones.ts'

/** What counts as being read: the upper part of the screen, below the bars. */
const READ = '-20% 0px -60% 0px'

/** The contents of the page, always in sight; a part where something is wrong is marked. */
export function SectionLinks({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation()
  const { health, reason, activeSourceId } = useChannelState(channel)
  const content = useChannelMetrics()?.content
  const tones = sectionTones({
    health,
    reason,
    warnings: channel.warnings.length,
    conditions: content?.conditions.length ?? 0,
    isOnBackup: channel.sources.findIndex(({ id }) => id === activeSourceId) > 0,
  })
  const read = useSectionRead()
  return (
    <nav
      aria-label={t('channelPart.contents')}
      className="sticky top-13 z-20 -mx-4 overflow-x-auto border-b border-line bg-canvas px-4 sm:-mx-5 sm:px-5 lg:top-0 2xl:-mx-6 2xl:px-6"
    >
      <ul className="flex w-max gap-1">
        {CHANNEL_SECTIONS.map((id) => {
          const tone = tones.get(id)
          return (
            <li key={id}>
              <a
                href={`#${id}`}
                aria-current={id === read ? 'location' : undefined}
                className="flex min-h-10 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-sm whitespace-nowrap text-dim hover:text-ink aria-[current=location]:border-accent aria-[current=location]:font-medium aria-[current=location]:text-ink"
              >
                {tone ? <TimelineMark tone={tone} /> : null}
                {t(`channelPart.${id}`)}
                {tone ? <span className="sr-only">: {t('channelPart.wrong')}</span> : null}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** The part of the page that is being read; null before the browser has looked. */
function useSectionRead(): ChannelSection | null {
  const [read, setRead] = useState<ChannelSection | null>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const shown = entries.filter(({ isIntersecting }) => isIntersecting)
        const first = CHANNEL_SECTIONS.find((id) => shown.some(({ target }) => target.id === id))
        if (first) setRead(first)
      },
      { rootMargin: READ },
    )
    for (const id of CHANNEL_SECTIONS) {
      const section = document.getElementById(id)
      if (section) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [])
  return read
}
