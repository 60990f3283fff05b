import type { ChannelView, Timeline as TimelinePage } from '@cashbacktv/contract'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { presentEvent } from '../activity/domain/event-presentation.ts'
import { groupTimeline, type TimelineItem } from '../activity/domain/group-timeline.ts'
import { TimelineEntry } from '../activity/timeline-entry.tsx'
import { TimelineMark } from '../activity/timeline-mark.tsx'
import { UnfoldButton } from '../activity/unfold-button.tsx'
import { type ShownGroup, useTimeline } from './use-timeline.ts'

const GROUPS: readonly ShownGroup[] = ['all', 'runs', 'sources', 'slate', 'trouble', 'people']

type TimelineProps = { channel: ChannelView; initial: TimelinePage }

/** What happened to the channel and who acted, newest first. */
export function Timeline({ channel, initial }: TimelineProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [group, setGroup] = useState<ShownGroup>('all')
  const { events, hasOlder, asking, showOlder, problem } = useTimeline(channel.id, group, initial)
  return (
    <Panel
      title={t('channel.timeline')}
      bodyClassName="p-0"
      actions={
        <Select
          aria-label={t('timeline.filter')}
          className="h-8 w-auto"
          value={group}
          onChange={({ target }) =>
            setGroup(GROUPS.find((known) => known === target.value) ?? 'all')
          }
        >
          {GROUPS.map((name) => (
            <option key={name} value={name}>
              {t(`timeline.groups.${name}`)}
            </option>
          ))}
        </Select>
      }
    >
      <ScrollBox
        label={t('channel.timeline')}
        className="grid max-h-[34rem] content-start overflow-y-auto px-4 py-3 text-sm"
      >
        {problem ? (
          <p className="text-dim">{t('timeline.failed', { message: apiText.problem(problem) })}</p>
        ) : null}
        {events === null ? (
          problem ? null : (
            <p className="text-dim">{t('timeline.loading')}</p>
          )
        ) : events.length === 0 ? (
          <p className="text-dim">
            {t(group === 'all' ? 'dashboard.activityNone' : 'timeline.none')}
          </p>
        ) : (
          <ol className="grid">
            {groupTimeline(events).map((item) => (
              <Item key={keyOf(item)} item={item} channel={channel} />
            ))}
          </ol>
        )}
        {hasOlder ? (
          <Button
            size="small"
            className="mt-2 justify-self-center"
            aria-disabled={asking}
            onClick={showOlder}
          >
            {t(asking ? 'timeline.loading' : 'timeline.older')}
          </Button>
        ) : null}
      </ScrollBox>
    </Panel>
  )
}

function keyOf(item: TimelineItem): string {
  // A streak that grows at its newest end stays the same line.
  return item.kind === 'one' ? item.event.id : `streak-${item.events.at(-1)?.id}`
}

function Item({ item, channel }: { item: TimelineItem; channel: ChannelView }) {
  if (item.kind === 'one') {
    return <TimelineEntry event={item.event} start={item.start} channel={channel} />
  }
  return <Streak item={item} channel={channel} />
}

type StreakProps = { item: Extract<TimelineItem, { kind: 'repeated' }>; channel: ChannelView }

/** Many failures in a row, folded. */
function Streak({ item, channel }: StreakProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [open, setOpen] = useState(false)
  const [newest, oldest] = [item.events[0], item.events.at(-1)]
  const reason = newest ? presentEvent(newest).reason : null
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2 pb-3">
      <TimelineMark tone="bad" />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="font-medium">{t('timeline.repeated', { count: item.failures })}</p>
        {reason ? <p className="text-xs text-dim">{apiText.reason(reason)}</p> : null}
        <UnfoldButton open={open} onToggle={() => setOpen(!open)} />
      </div>
      <span className="grid justify-items-end text-xs whitespace-nowrap text-dim">
        {newest ? <Instant at={newest.at} /> : null}
        {oldest ? <Instant at={oldest.at} /> : null}
      </span>
      {open ? (
        <ol className="col-span-3 mt-2 grid border-l border-line pl-3">
          {item.events.map((event) => (
            <TimelineEntry key={event.id} event={event} start={null} channel={channel} />
          ))}
        </ol>
      ) : null}
    </li>
  )
}
