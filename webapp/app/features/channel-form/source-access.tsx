import type { FieldProblem } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { inputBounds } from '../../shared/domain/input-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { type AccessValues, accessKind } from './domain/source-access.ts'
import type { SourceRow } from './domain/source-rows.ts'
import { FoldedFields } from './folded-fields.tsx'
import { useChannelForm } from './form-context.tsx'
import { HeaderRows } from './header-rows.tsx'
import { useControl } from './use-control.ts'

type SourceAccessProps = {
  row: SourceRow
  index: number
  problems: FieldProblem[]
  onChange: (access: AccessValues) => void
}

/** What a source wants of its reader beside its address: folded away, as most want nothing. */
export function SourceAccess({ row, index, problems, onChange }: SourceAccessProps) {
  const { t } = useTranslation()
  const kind = accessKind(row.url)
  const { access } = row
  const isSet = kind === 'headers' ? hasHeaders(access) : access.rtspTransport !== ''
  const own = problems.some(({ path }) =>
    /^\.(userAgent|referer|headers|rtspTransport)/.test(path.replace(`sources.${index}`, '')),
  )
  if (kind === null) return null
  const title = t(kind === 'headers' ? 'access.headersTitle' : 'access.transportTitle')
  if (kind === 'listens') return <p className="text-xs text-dim">{t('access.listens')}</p>
  return (
    <FoldedFields
      title={`${title}${isSet ? ` · ${t('access.set')}` : ''}`}
      isSet={isSet}
      isWrong={own}
    >
      {kind === 'headers' ? (
        <HttpFields row={row} index={index} problems={problems} onChange={onChange} />
      ) : (
        <TransportField row={row} index={index} problems={problems} onChange={onChange} />
      )}
    </FoldedFields>
  )
}

function hasHeaders({ userAgent, referer, headers }: AccessValues): boolean {
  return userAgent !== '' || referer !== '' || headers.length > 0
}

const TEXTS = ['userAgent', 'referer'] as const

function HttpFields({ row, index, problems, onChange }: SourceAccessProps) {
  const { t } = useTranslation()
  const { boundsAt } = useChannelForm()
  const apiText = useApiText()
  const control = useControl()
  const { access } = row
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        {TEXTS.map((name) => (
          <Field
            key={name}
            label={t(`access.${name}`)}
            problem={apiText.field(problemAt(problems, `sources.${index}.${name}`))}
            {...control(`sources.${index}.${name}`)}
          >
            {(binding) => (
              <Input
                {...binding}
                name={`sources.${index}.${name}`}
                value={access[name]}
                {...inputBounds(boundsAt(`sources.${index}.${name}`))}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono"
                onChange={(event) => onChange({ ...access, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <HeaderRows
        rows={access.headers}
        path={`sources.${index}.headers`}
        problems={problems}
        onChange={(headers) => onChange({ ...access, headers })}
      />
    </>
  )
}

function TransportField({ row, index, problems, onChange }: SourceAccessProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const control = useControl()
  const path = `sources.${index}.rtspTransport`
  return (
    <Field
      label={t('access.transport')}
      hint={t('access.transportHint')}
      problem={apiText.field(problemAt(problems, path))}
      {...control(path)}
    >
      {(binding) => (
        <Select
          {...binding}
          name={path}
          value={row.access.rtspTransport}
          className="sm:w-72"
          onChange={(event) =>
            onChange({ ...row.access, rtspTransport: chosen(event.target.value) })
          }
        >
          <option value="">{t('access.transportAuto')}</option>
          <option value="tcp">TCP</option>
          <option value="udp">UDP</option>
        </Select>
      )}
    </Field>
  )
}

function chosen(value: string): AccessValues['rtspTransport'] {
  return value === 'tcp' || value === 'udp' ? value : ''
}
