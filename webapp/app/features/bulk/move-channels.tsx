import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { BulkDialog } from './bulk-dialog.tsx'

type MoveChannelsProps = {
  /** Asked when it is pressed. */
  channelIds: () => readonly string[] | Promise<readonly string[]>
  label: string
  /** Where the same is done without JavaScript; none where it is not. */
  children: ReactNode
}

/** Moves channels to another host, and says what comes of it before. */
export function MoveChannels({ channelIds, label, children }: MoveChannelsProps) {
  const [asked, setAsked] = useState<readonly string[] | null>(null)
  return (
    <>
      <Button
        size="small"
        aria-label={label}
        onClick={async () => {
          const ids = await channelIds()
          if (ids.length > 0) setAsked(ids)
        }}
      >
        {children}
      </Button>
      <BulkDialog
        kind={asked === null ? null : 'move'}
        channelIds={asked ?? []}
        onClose={() => setAsked(null)}
      />
    </>
  )
}
