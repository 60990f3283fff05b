import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { GroupOptions } from '../placement/group-options.tsx'

type ListFieldsProps = {
  list: string
  presetId: string
  presets: readonly { id: string; name: string }[]
  groupId: string
  groups: readonly { id: string; name: string }[]
  groupProblem: string | undefined
  /** What is wrong with the list as a whole. */
  problem: string | undefined
  children: React.ReactNode
}

/** Where a list comes from: a file, or what is pasted. */
export function ListFields(props: ListFieldsProps) {
  const { list, presetId, presets, groupId, groups, groupProblem, problem, children } = props
  const { t } = useTranslation()
  return (
    <Panel title={t('import.list')} bodyClassName="grid gap-4 p-4">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Field label={t('import.file')} hint={t('import.fileHint')}>
          {(binding) => (
            <Input
              {...binding}
              type="file"
              name="file"
              accept=".csv,.txt,.tsv,.m3u,.m3u8,text/csv,audio/x-mpegurl,application/vnd.apple.mpegurl"
              className="h-auto py-1.5"
            />
          )}
        </Field>
        <Field label={t('import.preset')}>
          {(binding) => (
            <Select {...binding} name="presetId" defaultValue={presetId || 'broadcast'}>
              {presets.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {groups.length > 0 ? (
          <Field label={t('setting.groupId.label')} problem={groupProblem}>
            {(binding) => (
              <Select {...binding} name="groupId" defaultValue={groupId}>
                <GroupOptions groups={groups} chosen={groupId} />
              </Select>
            )}
          </Field>
        ) : null}
      </div>
      <Field label={t('import.text')} hint={t('import.textHint')} problem={problem}>
        {(binding) => (
          <TextArea
            {...binding}
            name="list"
            rows={list === '' ? 6 : 10}
            defaultValue={list}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-xs"
          />
        )}
      </Field>
      <p className="max-w-4xl text-xs text-dim">
        {t('import.columns')}{' '}
        <Link
          to="/channels/import/template"
          reloadDocument
          download
          className="text-accent underline"
        >
          {t('import.template')}
        </Link>
        {' · '}
        <Link to="/channels/export" reloadDocument download className="text-accent underline">
          {t('import.export')}
        </Link>
      </p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </Panel>
  )
}
