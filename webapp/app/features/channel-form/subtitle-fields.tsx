import type { SourceFacts } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { inputBounds } from '../../shared/domain/input-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import {
  FIRST_ONES,
  offeredSubtitles,
  SUBTITLE_ROWS,
  type SubtitleRow,
  subtitlesMeant,
} from './domain/subtitle-rows.ts'
import { FoldedFields } from './folded-fields.tsx'
import { useChannelForm } from './form-context.tsx'
import { GrowingRows } from './growing-rows.tsx'
import { TrackChoice } from './track-choice.tsx'
import { useControl } from './use-control.ts'
import { useSubtitleName } from './use-subtitle-name.ts'

/** `facts` is what a probe found of the first source; null while none has. */
type SubtitleFieldsProps = { facts: SourceFacts | null }

/** What viewers can read. */
export function SubtitleFields({ facts }: SubtitleFieldsProps) {
  const { t } = useTranslation()
  const { values, problem, change } = useChannelForm()
  const rows = values.subtitles
  const general = problem('output.subtitles')
  return (
    <FoldedFields
      title={t('subtitleChoice.title')}
      isSet={rows.length > 0}
      isWrong={general !== undefined}
    >
      <GrowingRows
        kind={SUBTITLE_ROWS}
        rows={rows}
        hint={t('subtitleChoice.hint')}
        problem={general}
        onChange={(subtitles) => change({ subtitles })}
      >
        {(row, at, onChange) => (
          <SubtitleItem row={row} at={at} facts={facts} onChange={onChange} />
        )}
      </GrowingRows>
    </FoldedFields>
  )
}

type SubtitleItemProps = {
  row: SubtitleRow
  at: number
  facts: SourceFacts | null
  onChange: (part: Partial<SubtitleRow>) => void
}

function SubtitleItem({ row, at, facts, onChange }: SubtitleItemProps) {
  const { t } = useTranslation()
  const { problem, problemBelow } = useChannelForm()
  const nameOf = useSubtitleName()
  const number = at + 1
  const offered = facts ? offeredSubtitles(facts) : []
  const meant = row.track === '' ? undefined : subtitlesMeant(row.track, offered)
  const sent = `output.subtitles.${at}`
  const listed = offered.map((one) => ({
    value: one.value,
    text: nameOf(one),
    isRefused: !one.isReadable,
  }))
  return (
    <li className="grid gap-4 sm:grid-cols-3">
      <input type="hidden" name={`subtitles.${at}.name`} value={row.name} />
      <TrackChoice
        label={t('subtitleChoice.track', { number })}
        hint={at === 0 && listed.length === 0 ? t('subtitleChoice.trackHint') : undefined}
        name={`subtitles.${at}.track`}
        value={row.track}
        none={t('subtitleChoice.none')}
        offered={
          listed.length === 0
            ? []
            : [{ value: FIRST_ONES, text: t('subtitleChoice.first') }, ...listed]
        }
        meant={meant ? nameOf(meant) : null}
        problem={problemBelow(`${sent}.track`) ?? problem(`${sent}.name`)}
        onValue={(track) => onChange({ track })}
      />
      {(['language', 'label'] as const).map((field) => (
        <SubtitleText
          key={field}
          field={field}
          at={at}
          value={row[field]}
          onValue={(value) => onChange({ [field]: value })}
        />
      ))}
    </li>
  )
}

type SubtitleTextProps = {
  field: 'language' | 'label'
  at: number
  value: string
  onValue: (value: string) => void
}

function SubtitleText({ field, at, value, onValue }: SubtitleTextProps) {
  const { t } = useTranslation()
  const { problem, boundsAt } = useChannelForm()
  const path = `subtitles.${at}.${field}`
  const control = useControl()
  return (
    <Field
      label={t(`subtitleChoice.${field}`, { number: at + 1 })}
      hint={at === 0 ? t(`subtitleChoice.${field}Hint`) : undefined}
      problem={problem(`output.${path}`)}
      {...control(path)}
    >
      {(binding) => (
        <Input
          {...binding}
          name={path}
          value={value}
          {...inputBounds(boundsAt(`output.${path}`))}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  )
}
