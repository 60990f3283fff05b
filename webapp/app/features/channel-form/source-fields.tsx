import type { ChannelView, FieldProblem, Source, WarnedOutput } from '@cashbacktv/contract'
import { MOST_SOURCES } from '@cashbacktv/contract/list-lengths'
import { LoaderCircle, Plus, ScanSearch } from 'lucide-react'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldProblemText } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { takeApart } from './domain/source-access.ts'
import { editSources, type SourceEdit, type SourceRow, withRevealed } from './domain/source-rows.ts'
import { ProbeResult } from './probe-result.tsx'
import { RevealSource } from './reveal-source.tsx'
import { SourceAccess } from './source-access.tsx'
import { SourceTools } from './source-tools.tsx'
import { TrackFields } from './track-fields.tsx'
import { useControl } from './use-control.ts'
import type { ProbeState } from './use-probe.ts'

type SourceFieldsProps = {
  rows: SourceRow[]
  /** The channel as it is, for the state of each source; null for a new one. */
  stored: ChannelView | null
  problems: FieldProblem[]
  probes: Record<string, ProbeState>
  /** How the channel is put out. */
  output: WarnedOutput
  onChange: (rows: SourceRow[]) => void
  onProbe: (row: SourceRow) => void
  onRevealed: (source: Source) => void
}

/** The ordered list of sources. Its buttons also work as submits of a form without JavaScript. */
export function SourceFields({
  rows,
  stored,
  problems,
  probes,
  output,
  onChange,
  onProbe,
  onRevealed,
}: SourceFieldsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const general = apiText.field(problemAt(problems, 'sources'))
  const edit = (event: React.MouseEvent, kind: SourceEdit['kind'], index: number) => {
    event.preventDefault()
    onChange(editSources(rows, { kind, index }, `row-${Date.now()}`))
  }
  return (
    <>
      <p className="text-xs text-dim">{t('form.sourcesHint')}</p>
      {general ? <FieldProblemText>{general}</FieldProblemText> : null}
      <ol className="grid gap-4">
        {rows.map((row, index) => (
          <SourceItem
            key={row.key}
            row={row}
            stored={stored}
            onRevealed={(source) => {
              onRevealed(source)
              onChange(rows.map((own) => (own === row ? withRevealed(own, source) : own)))
            }}
            index={index}
            count={rows.length}
            active={row.id !== '' && row.id === stored?.activeSourceId}
            problem={apiText.field(problemAt(problems, `sources.${index}.url`))}
            trackProblems={{
              program: apiText.field(problemAt(problems, `sources.${index}.program`)),
              audioTrack: apiText.field(trackProblem(problems, index)),
            }}
            probe={probes[row.key] ?? { kind: 'idle' }}
            problems={problems}
            onRow={(next) => onChange(rows.map((own) => (own === row ? next : own)))}
            output={output}
            onEdit={edit}
            onProbe={() => onProbe(row)}
          />
        ))}
      </ol>
      {rows.length < MOST_SOURCES ? (
        <Button
          type="submit"
          name="intent"
          value="sources:add:0"
          size="small"
          className="justify-self-start"
          onClick={(event) => edit(event, 'add', 0)}
        >
          <Plus aria-hidden="true" />
          {t('form.addSource')}
        </Button>
      ) : null}
    </>
  )
}

/** Of any part of the choice: the form has one field for it. */
function trackProblem(problems: FieldProblem[], index: number): FieldProblem | undefined {
  const path = `sources.${index}.audioTrack`
  return problems.find((problem) => problem.path.startsWith(path))
}

type SourceItemProps = {
  row: SourceRow
  stored: ChannelView | null
  onRevealed: (source: Source) => void
  index: number
  count: number
  /** What is on air comes from it. */
  active: boolean
  problem: string | undefined
  trackProblems: { program: string | undefined; audioTrack: string | undefined }
  probe: ProbeState
  problems: FieldProblem[]
  onRow: (row: SourceRow) => void
  /** How the channel is put out. */
  output: WarnedOutput
  onEdit: (event: React.MouseEvent, kind: SourceEdit['kind'], index: number) => void
  onProbe: () => void
}

function SourceItem(props: SourceItemProps) {
  const { t } = useTranslation()
  const control = useControl()
  const { row, index, count, probe } = props
  const number = index + 1
  const asking = probe.kind === 'asking'
  const [taken, setTaken] = useState(false)
  const split = () => {
    const parts = takeApart(row.access, row.url)
    if (parts) props.onRow({ ...row, ...parts })
    if (parts) setTaken(true)
  }
  return (
    <li className="grid gap-2">
      <input type="hidden" name={`sources.${index}.id`} value={row.id} />
      <Field
        label={
          <>
            {t('form.source', { number })}
            {index === 0 && count > 1 ? (
              <span className="font-normal text-dim"> · {t('form.primary')}</span>
            ) : null}
            {props.active ? (
              <span className="font-normal text-good"> · ● {t('channel.active')}</span>
            ) : null}
          </>
        }
        problem={props.problem}
        {...control(`sources.${index}.url`)}
      >
        {(binding) => (
          <div className="flex flex-wrap gap-1.5">
            <Input
              {...binding}
              name={`sources.${index}.url`}
              value={row.url}
              onChange={(event) => props.onRow({ ...row, url: event.target.value })}
              onBlur={split}
              inputMode="url"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="https://…/index.m3u8"
              className="flex-1 basis-60 font-mono"
            />
            <div className="flex gap-1">
              <Button
                aria-label={t('form.probeNamed', { number })}
                aria-disabled={asking}
                onClick={() => (asking ? undefined : props.onProbe())}
              >
                {asking ? (
                  <LoaderCircle aria-hidden="true" className="animate-spin" />
                ) : (
                  <ScanSearch aria-hidden="true" />
                )}
                {asking ? t('form.probing') : t('form.probe')}
              </Button>
              <SourceTools index={index} count={count} onEdit={props.onEdit} />
            </div>
          </div>
        )}
      </Field>
      {props.stored ? (
        <RevealSource
          channel={props.stored}
          row={row}
          number={number}
          onRevealed={props.onRevealed}
        />
      ) : null}
      {taken ? (
        <p role="status" className="text-sm text-dim">
          {t('access.taken')}
        </p>
      ) : null}
      <SourceAccess
        row={row}
        index={index}
        problems={props.problems}
        onChange={(access) => props.onRow({ ...row, access })}
      />
      <ProbeResult number={number} probe={probe} output={props.output} />
      <TrackFields
        index={index}
        values={row}
        facts={probe.kind === 'found' ? probe.found.facts : null}
        problems={props.trackProblems}
        onChange={(tracks) => props.onRow({ ...row, ...tracks })}
      />
    </li>
  )
}
