import { useTranslation } from '../../i18n/use-translation.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { ChooseMany } from './choose-many.tsx'
import { CAUSE_KINDS } from './domain/cause-kinds.ts'
import { type Places, withChosen } from './domain/named.ts'
import { TARGET_PATHS } from './domain/target-form.ts'
import type { TargetFieldsProps } from './target-address-fields.tsx'

/** Which incidents a target hears of: what is not chosen does not narrow. */
export function TargetFilterFields({
  values,
  state,
  places,
}: TargetFieldsProps & { places: Places }) {
  const { t } = useTranslation()
  const nameOfGone = (id: string) => t('alertTarget.gone', { id: id.slice(0, 8) })
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
      <ChooseMany
        name="hostIds"
        legend={t('alertTarget.field.hosts')}
        hint={t('alertTarget.fieldHint.hosts')}
        items={withChosen(places.hosts, values.hostIds, nameOfGone)}
        chosen={values.hostIds}
        problem={state(TARGET_PATHS.hostIds).problem}
      />
      <ChooseMany
        name="channelIds"
        legend={t('alertTarget.field.channels')}
        hint={t('alertTarget.fieldHint.channels')}
        items={withChosen(places.channels, values.channelIds, nameOfGone)}
        chosen={values.channelIds}
        problem={state(TARGET_PATHS.channelIds).problem}
      />
      {places.groups.length > 0 || values.groupIds.length > 0 ? (
        <ChooseMany
          name="groupIds"
          legend={t('alertTarget.field.groups')}
          hint={t('alertTarget.fieldHint.groups')}
          items={withChosen(places.groups, values.groupIds, nameOfGone)}
          chosen={values.groupIds}
          problem={state(TARGET_PATHS.groupIds).problem}
        />
      ) : null}
    </>
  )
}
