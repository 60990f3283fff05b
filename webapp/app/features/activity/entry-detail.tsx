import type { EventView } from '@cashbacktv/contract'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { UnfoldButton } from './unfold-button.tsx'

type EntryDetailProps = {
  channelId: string
  entryId: string
  logLines: number
  hasCommand: boolean
}

/** The end of a log, or a command: long, and so fetched only when a person wants to see it. */
export function EntryDetail({ channelId, entryId, logLines, hasCommand }: EntryDetailProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [open, setOpen] = useState(false)
  const [entry, setEntry] = useState<EventView | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  if (logLines === 0 && !hasCommand) return null
  const toggle = () => {
    setOpen(!open)
    if (open || entry) return
    browserApi.channels.timelineEntry
      .query({ id: channelId, entryId })
      .then(setEntry)
      .catch((failure: unknown) => setProblem(toApiProblem(failure)))
  }
  const label =
    logLines > 0 ? t('timeline.showLog', { count: logLines }) : t('timeline.showCommand')
  return (
    <>
      <UnfoldButton open={open} onToggle={toggle} label={label} />
      {open && (entry || problem) ? (
        <ScrollBox
          label={label}
          className="mt-1 max-h-56 overflow-auto rounded-md bg-well p-2 font-mono text-xs"
        >
          {problem ? (
            <p>{apiText.problem(problem)}</p>
          ) : (
            <p className="whitespace-pre-wrap">{textOf(entry)}</p>
          )}
        </ScrollBox>
      ) : null}
    </>
  )
}

function textOf(entry: EventView | null): string {
  if (entry?.kind === 'run-exited') return entry.detail.logTail?.join('\n') ?? ''
  return entry?.kind === 'run-started' ? (entry.detail.command ?? '') : ''
}
