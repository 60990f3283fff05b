import type { ChannelView } from '@cashbacktv/contract'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useUnsaved } from '../../shared/away/unsaved.ts'
import { Notice } from '../../ui/notice.tsx'
import { ApplyPanel } from './apply-panel.tsx'
import { change, redo, startHistory, undo } from './domain/edit-history.ts'
import type { LogoValues } from './domain/logo-values.ts'
import { uploadAddress } from './domain/upload-address.ts'
import { PreviewWall } from './preview-wall.tsx'
import { SizePreviews } from './size-previews.tsx'
import { StagePanel } from './stage-panel.tsx'
import { TargetChannels } from './target-channels.tsx'
import { useChannelFrame } from './use-channel-frame.ts'
import { usePictureSize } from './use-picture-size.ts'

type LogoEditorProps = {
  channel: ChannelView
  channels: readonly ChannelView[]
  /** The selection the person came with. */
  chosenIds: readonly string[]
  mayOperate: boolean
}

/** Placing a logo on a real frame, for one channel or for many. */
export function LogoEditor({ channel, channels, chosenIds, mayOperate }: LogoEditorProps) {
  const { t } = useTranslation()
  const [history, setHistory] = useState(() => startHistory<LogoValues | null>(channel.logo))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(chosenIds))
  const { frame, again } = useChannelFrame(channel, mayOperate)
  const logo = history.present
  const size = usePictureSize(logo ? uploadAddress(logo.assetId) : null)
  const targets = useMemo(() => channels.filter(({ id }) => chosen.has(id)), [channels, chosen])
  const channelIds = useMemo(() => targets.map(({ id }) => id), [targets])
  const isTaken = useRef(false)
  useUnsaved(
    () => mayOperate && !isTaken.current && JSON.stringify(logo) !== JSON.stringify(channel.logo),
  )
  const keys = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    event.preventDefault()
    setHistory(event.shiftKey ? redo : undo)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is within
    <div className="grid grid-cols-1 gap-4" onKeyDown={keys}>
      {mayOperate ? null : <Notice>{t('logoEditor.viewer')}</Notice>}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        {mayOperate ? (
          <StagePanel
            logo={logo}
            size={size}
            frame={frame}
            onNewFrame={again}
            onChange={(next) => setHistory((old) => change(old, next, Date.now()))}
            onUndo={history.past.length > 0 ? () => setHistory(undo) : null}
            onRedo={history.future.length > 0 ? () => setHistory(redo) : null}
          />
        ) : null}
        <div className="grid min-w-0 gap-4">
          {logo && size ? <SizePreviews logo={logo} size={size} frame={frame} /> : null}
          {mayOperate ? (
            <TargetChannels
              channels={channels}
              own={channel.id}
              chosen={chosen}
              onChange={setChosen}
            />
          ) : null}
        </div>
      </div>
      {targets.length > 1 ? <PreviewWall channels={targets} logo={logo} /> : null}
      {mayOperate && channelIds.length > 0 ? (
        <ApplyPanel
          channel={channel}
          logo={logo}
          channelIds={channelIds}
          onLeave={() => {
            isTaken.current = true
          }}
        />
      ) : null}
    </div>
  )
}
