import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ChannelSection } from './domain/section-tones.ts'

type PageSectionProps = { id: ChannelSection; children: ReactNode }

/** A part of a channel's page, with an address of its own. */
export function PageSection({ id, children }: PageSectionProps) {
  const { t } = useTranslation()
  const heading = `${id}-heading`
  return (
    <section
      id={id}
      aria-labelledby={heading}
      className="grid scroll-mt-28 grid-cols-[minmax(0,1fr)] gap-3 lg:scroll-mt-16"
    >
      <h2 id={heading} className="text-base font-semibold">
        {t(`channelPart.${id}`)}
      </h2>
      {children}
    </section>
  )
}
