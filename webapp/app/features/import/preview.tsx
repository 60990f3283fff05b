import type { ImportReport } from '@cashbacktv/contract'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { PreviewRow } from './preview-row.tsx'
import { ProbeBar } from './probe-bar.tsx'
import { useProbeQueue } from './use-probe-queue.ts'

type PreviewProps = {
  report: ImportReport
  presets: readonly { id: string; name: string }[]
  /** It was to be made and had been changed since it was checked. */
  changed: boolean
}

/** What would become of each row, which of them are to be made, and the buttons that make them. */
export function Preview({ report, presets, changed }: PreviewProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { rows, leftOut } = report
  const { chosen, choose, drop } = useChosen(rows)
  const queue = useProbeQueue()
  const [isLive, setIsLive] = useState(false)
  useEffect(() => setIsLive(true), [])
  const names = useMemo(() => new Map(presets.map(({ id, name }) => [id, name])), [presets])
  const heading = useFocusOnce()
  return (
    <Panel
      title={
        <span ref={heading} tabIndex={-1}>
          {t('import.preview')}
        </span>
      }
      hint={<Summary report={report} />}
      bodyClassName="p-0"
    >
      <div className="grid gap-3 p-4">
        {changed ? <Notice tone="warning">{t('import.changed')}</Notice> : null}
        {leftOut.length > 0 ? (
          <Notice>
            {leftOut.map((said) => (
              <p key={said.message}>{apiText.field(said)}</p>
            ))}
          </Notice>
        ) : null}
        {rows.some(({ state }) => state === 'double') ? (
          <p className="text-sm text-dim">{t('import.doublesHint')}</p>
        ) : null}
        {isLive ? <ProbeBar rows={rows} queue={queue} chosen={chosen} onDrop={drop} /> : null}
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {rows.map((row) => (
          <PreviewRow
            key={row.line}
            row={row}
            presetName={(row.presetId && names.get(row.presetId)) ?? row.presetId}
            chosen={chosen.has(row.line)}
            onChoose={choose}
            probed={queue.probed}
          />
        ))}
      </ul>
      <div className="sticky bottom-0 flex flex-wrap items-center gap-2 rounded-b-lg border-t border-line bg-surface p-4 max-lg:bottom-14">
        <Button type="submit" name="intent" value="create" disabled={isLive && chosen.size === 0}>
          {isLive ? t('import.create', { count: chosen.size }) : t('import.createChosen')}
        </Button>
        <Button
          type="submit"
          name="intent"
          value="start"
          look="primary"
          disabled={isLive && chosen.size === 0}
        >
          {t('import.createStart')}
        </Button>
        {isLive && chosen.size === 0 ? (
          <p className="text-sm text-dim">{t('import.none')}</p>
        ) : null}
      </div>
    </Panel>
  )
}

/** The lines that are to be made: those that are ready, until a person says otherwise. */
function useChosen(rows: ImportReport['rows']) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () =>
      new Set(
        rows
          .filter(({ state, channelId }) => state === 'ready' && channelId === null)
          .map(({ line }) => line),
      ),
  )
  const choose = useCallback((line: number, isChosen: boolean) => {
    setChosen((known) => {
      const next = new Set(known)
      if (isChosen) next.add(line)
      else next.delete(line)
      return next
    })
  }, [])
  const drop = (lines: readonly number[]) =>
    setChosen((known) => new Set([...known].filter((line) => !lines.includes(line))))
  return { chosen, choose, drop }
}

function Summary({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  const made = report.rows.filter(({ channelId }) => channelId !== null).length
  const of = (state: 'ready' | 'double' | 'bad') =>
    report.rows.filter((row) => row.state === state && row.channelId === null).length
  const parts = [
    t('import.summary.ready', { count: of('ready') }),
    of('double') > 0 ? t('import.summary.double', { count: of('double') }) : '',
    of('bad') > 0 ? t('import.summary.bad', { count: of('bad') }) : '',
    made > 0 ? t('import.summary.made', { count: made }) : '',
  ]
  return <span className="figure">{parts.filter(Boolean).join(' · ')}</span>
}

/** A person who asked for the preview is taken to it. */
function useFocusOnce() {
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
