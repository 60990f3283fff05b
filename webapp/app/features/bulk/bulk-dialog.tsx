import type { BulkResult } from '@cashbacktv/contract'
import { AlertDialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { useReturnFocus } from '../../shared/use-return-focus.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { askBulk, type BulkAction } from './ask-bulk.ts'
import { BulkImpact } from './bulk-impact.tsx'
import { HostChoice } from './host-choice.tsx'
import { PresetChoice } from './preset-choice.tsx'
import { useBulkAction } from './use-bulk-action.ts'

export type BulkKind = 'start' | 'stop' | 'restart' | 'preset' | 'move' | 'delete'
type BulkDialogProps = {
  /** Null while closed. */
  kind: BulkKind | null
  channelIds: readonly string[]
  /** With those that nothing was done with: all of them where it was not wanted. */
  onClose: (left: readonly string[]) => void
}

/** Says whom an action will affect and how, before it does. The safe answer has the focus. */
export function BulkDialog({ kind, channelIds, onClose }: BulkDialogProps) {
  const returnFocus = useReturnFocus()
  return (
    <AlertDialog.Root open={kind !== null} onOpenChange={(open) => open || onClose(channelIds)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <AlertDialog.Content
          {...returnFocus}
          className="fixed top-1/2 left-1/2 z-50 grid w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-lg border border-line bg-surface p-5 shadow-float"
        >
          {kind ? <Content kind={kind} channelIds={channelIds} onClose={onClose} /> : null}
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function Content(props: { kind: BulkKind } & Omit<BulkDialogProps, 'kind'>) {
  const { kind, channelIds, onClose } = props
  const { t } = useTranslation()
  const { run, busy } = useBulkAction()
  const [presetId, setPresetId] = useState('broadcast')
  const [hostId, setHostId] = useState('')
  const action = actionOf(kind, { presetId, hostId })
  const { preview, problem } = usePreview(channelIds, action)
  const changed = preview?.channels.some(({ outcome }) => outcome === 'done') ?? false
  const dangerous = kind === 'delete' || kind === 'stop'
  return (
    <>
      <AlertDialog.Title className="text-base font-semibold">
        {t(`bulk.ask.${kind}`, { count: channelIds.length })}
      </AlertDialog.Title>
      {kind === 'preset' ? <PresetChoice value={presetId} onChange={setPresetId} /> : null}
      {kind === 'move' ? <HostChoice value={hostId} onChange={setHostId} /> : null}
      <AlertDialog.Description asChild>
        <div role="status" className="grid min-h-12 content-start gap-2 text-sm text-dim">
          {preview ? <BulkImpact kind={kind} preview={preview} /> : null}
          {problem ? <ProblemNotice problem={problem} /> : null}
          {preview || problem ? null : <p>{t('bulk.counting')}</p>}
          {preview && changed ? <p>{t(`bulk.note.${kind}`)}</p> : null}
        </div>
      </AlertDialog.Description>
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <AlertDialog.Cancel asChild>
          <Button>{t('form.cancel')}</Button>
        </AlertDialog.Cancel>
        <Button
          look={dangerous ? 'danger' : 'primary'}
          disabled={busy || !changed}
          onClick={async () => {
            const left = await run(channelIds, action)
            // A second press would do it again to those that are done.
            if (left.length < channelIds.length) onClose(left)
          }}
        >
          {t(`bulk.confirm.${kind}`)}
        </Button>
      </div>
    </>
  )
}

function actionOf(kind: BulkKind, chosen: { presetId: string; hostId: string }): BulkAction {
  if (kind === 'preset') return { kind, presetId: chosen.presetId }
  return kind === 'move' ? { kind, hostId: chosen.hostId || null } : { kind }
}

function ProblemNotice({ problem }: { problem: ApiProblem }) {
  const apiText = useApiText()
  // Of what is wrong with the choice the general sentence says nothing.
  const [detail] = problem.details
  return <Notice tone="bad">{detail ? apiText.field(detail) : apiText.problem(problem)}</Notice>
}

type Preview = { preview: BulkResult | null; problem: ApiProblem | null }

/** What the action would do, asked again when it changes. */
export function usePreview(channelIds: readonly string[], action: BulkAction): Preview {
  const key = JSON.stringify([channelIds, action])
  const [known, setKnown] = useState<Preview & { key: string }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for both
  useEffect(() => {
    if (channelIds.length === 0) return
    let gone = false
    askBulk(channelIds, action, true)
      .then(({ channels, failure }): Preview => {
        if (failure !== null) throw failure
        return { preview: { dryRun: true, channels }, problem: null }
      })
      .catch((failure): Preview => ({ preview: null, problem: toApiProblem(failure) }))
      .then((next) => gone || setKnown({ ...next, key }))
    return () => {
      gone = true
    }
  }, [key])
  return known?.key === key ? known : { preview: null, problem: null }
}
