import type { ChannelView } from '@cashbacktv/contract'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { selectChannels } from '../channel-list/domain/channel-list.ts'

type TargetChannelsProps = {
  channels: readonly ChannelView[]
  own: string
  chosen: ReadonlySet<string>
  onChange: (chosen: Set<string>) => void
}

/** Which channels get the logo. Those that copy their stream cannot carry one. */
export function TargetChannels({ channels, own, chosen, onChange }: TargetChannelsProps) {
  const { t, i18n } = useTranslation()
  const [search, setSearch] = useState('')
  const query = { view: 'list', order: 'name', filter: 'all', search, reversed: false } as const
  const shown = selectChannels(channels, query, i18n.language)
  const can = (channel: ChannelView) => channel.output.mode !== 'copy'
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChange(next)
  }
  return (
    <Panel
      title={t('logoEditor.targets')}
      hint={t('bulk.selected', { count: chosen.size })}
      bodyClassName="grid gap-3"
    >
      <p className="text-xs text-dim">{t('logoEditor.targetsText')}</p>
      <Input
        type="search"
        aria-label={t('logoEditor.targetSearch')}
        placeholder={t('logoEditor.targetSearch')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ScrollBox
        label={t('logoEditor.targets')}
        className="max-h-56 overflow-y-auto rounded-md border border-line"
      >
        {shown.map((channel) => (
          <label
            key={channel.id}
            className="flex min-h-8 items-center gap-2.5 px-3 py-1 text-sm [contain-intrinsic-size:auto_2rem] [content-visibility:auto] hover:bg-raised"
          >
            <input
              type="checkbox"
              className="size-4 shrink-0"
              checked={chosen.has(channel.id)}
              disabled={!can(channel)}
              onChange={() => toggle(channel.id)}
            />
            <span className="min-w-0 flex-1 truncate" title={channel.name}>
              {channel.name}
            </span>
            {can(channel) ? null : (
              <span className="text-xs text-dim">{t('logoEditor.copies')}</span>
            )}
          </label>
        ))}
      </ScrollBox>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          onClick={() => onChange(new Set([...chosen, ...shown.filter(can).map(({ id }) => id)]))}
        >
          {t('logoEditor.targetAll')}
        </Button>
        <Button size="small" look="quiet" onClick={() => onChange(new Set([own]))}>
          {t('logoEditor.targetOnly')}
        </Button>
      </div>
    </Panel>
  )
}
