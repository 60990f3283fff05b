import { useTranslation } from '../../i18n/use-translation.ts'
import { HelpLink } from '../docs/help-link.tsx'
import { ContentFields } from './content-fields.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { pathsIn } from './domain/setting-fields.ts'
import { FoldedPart } from './folded-part.tsx'
import { useChannelForm } from './form-context.tsx'
import { HostFields } from './host-fields.tsx'
import { LayerFields } from './layer-fields.tsx'
import type { Frame } from './logo-fields.tsx'
import { PlaybackFields } from './playback-fields.tsx'
import { RestreamFields } from './restream-fields.tsx'
import { RunningFields } from './running-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SettingInput } from './setting-input.tsx'
import { SlateFields } from './slate-fields.tsx'
import { useSetText } from './use-set-text.ts'

/** All that has a good default: folded, each with what is set in it. */
export function FoldedParts({ frame }: { frame: Frame }) {
  const { t } = useTranslation()
  const { values, problems, change } = useChannelForm()
  const setText = useSetText()
  const { on, weekly, oneOff, timeZone } = values.schedule
  const sentTo = values.restreams.filter(({ isOn }) => isOn).length
  const shown = values.layers.length
  const times = { count: weekly.length + oneOff.length, zone: timeZone }
  return (
    <section aria-labelledby="more-settings" className="grid min-w-0 gap-2">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="more-settings" className="text-sm font-semibold">
          {t('path.more')}
        </h2>
        <p className="text-xs text-dim">{t('path.moreHint')}</p>
        <span className="ml-auto">
          <HelpLink on="channelForm" isApart />
        </span>
      </header>
      <FoldedPart
        part="layers"
        title={t('layers.title')}
        summary={shown === 0 ? t('layers.none') : t('layers.count', { count: shown })}
      >
        <LayerFields frame={frame} />
      </FoldedPart>
      <FoldedPart part="about" title={t('path.about')} summary={setText('about')}>
        {pathsIn('about').map((path) => (
          <SettingInput key={path} path={path} />
        ))}
      </FoldedPart>
      <FoldedPart part="host" title={t('path.host')} summary={setText('host')}>
        <HostFields />
      </FoldedPart>
      <FoldedPart part="slate" title={t('slate.title')} summary={setText('slate')}>
        <SlateFields />
      </FoldedPart>
      <FoldedPart
        part="schedule"
        title={t('schedule.title')}
        summary={on ? t('path.times', times) : t('path.always')}
      >
        <ScheduleFields
          schedule={values.schedule}
          problems={problems}
          onChange={(schedule) => change({ schedule })}
        />
      </FoldedPart>
      <FoldedPart
        part="restreams"
        title={t('path.restreams')}
        summary={sentTo === 0 ? t('restream.none') : t('restream.count', { count: sentTo })}
      >
        <RestreamFields />
      </FoldedPart>
      <FoldedPart part="delivery" title={t('path.delivery')} summary={setText('delivery')}>
        <DeliveryFields />
      </FoldedPart>
      <FoldedPart part="playback" title={t('path.playback')} summary={setText('playback')}>
        <PlaybackFields />
      </FoldedPart>
      <FoldedPart part="content" title={t('content.title')} summary={setText('content')}>
        <ContentFields />
      </FoldedPart>
      <FoldedPart part="running" title={t('path.running')} summary={setText('running')}>
        <RunningFields />
      </FoldedPart>
    </section>
  )
}
