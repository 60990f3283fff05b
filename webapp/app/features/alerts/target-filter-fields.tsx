import { useTranslation } from '../../i18n/use-translation.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { ChooseMany } from './choose-many.tsx'
import { CAUSE_KINDS } from './domain/cause-kinds.ts'
import { type Places, withChosen } from './domain/named.ts'
import { TARGET_PATHS } from './domain/target-form.ts'
import type { TargetFieldsProps } from './target-address-fields.tsx'

type TargetFilterFieldsProps = TargetFieldsProps & { places: Places }

/** Which incidents a target hears of: what is not chosen does not narrow. */
export function TargetFilterFields({ values, state, places }: TargetFilterFieldsProps) {
  const { t } = useTranslation()
  const shared = { values, state, places }
  const causes = CAUSE_KINDS.map((id) => ({ id, name: t(`alerts.page.causes.${id}`) }))
  return (
    <>
      <Field label={t('alertTarget.field.severity')} {...state(TARGET_PATHS.severity)}>
        {(binding) => (
          <Select {...binding} name="severity" defaultValue={values.severity}>
            <option value="warning">{t('alertTarget.severity.warning')}</option>
            <option value="critical">{t('alertTarget.severity.critical')}</option>
          </Select>
        )}
      </Field>
      <ChooseMany
        name="causes"
        legend={t('alertTarget.field.causes')}
        hint={t('alertTarget.fieldHint.causes')}
        items={causes}
        chosen={values.causes}
        problem={state(TARGET_PATHS.causes).problem}
      />
      <ChoosePlaces of="hosts" {...shared} />
      <ChoosePlaces of="channels" {...shared} />
      {places.groups.length > 0 || values.groupIds.length > 0 ? (
        <ChoosePlaces of="groups" {...shared} />
      ) : null}
    </>
  )
}

type ChoosePlacesProps = TargetFilterFieldsProps & { of: keyof Places }

const FIELDS = { hosts: 'hostIds', channels: 'channelIds', groups: 'groupIds' } as const

/** Any number of the hosts, the channels or the groups. */
function ChoosePlaces({ of, values, state, places }: ChoosePlacesProps) {
  const { t } = useTranslation()
  const name = FIELDS[of]
  const chosen = values[name]
  const nameOfGone = (id: string) => t('alertTarget.gone', { id: id.slice(0, 8) })
  return (
    <ChooseMany
      name={name}
      legend={t(`alertTarget.field.${of}`)}
      hint={t(`alertTarget.fieldHint.${of}`)}
      items={withChosen(places[of], chosen, nameOfGone)}
      chosen={chosen}
      problem={state(TARGET_PATHS[name]).problem}
    />
  )
}
