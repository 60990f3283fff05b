import { type BoundsByPath, type HostSettings, keysOf } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type FilledFrom, useShown } from '../../shared/use-edited-form.ts'
import { Button } from '../../ui/button.tsx'
import { ChangedMeanwhile } from '../../ui/changed-meanwhile.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import {
  boundsOfNumber,
  isNumberKey,
  NUMBER_KEYS,
  SETTINGS_GROUPS,
  type SettingsTyped,
  typedOf,
} from './domain/host-settings-form.ts'
import { AllowedNetworks, NumberSetting } from './system-fields.tsx'

type SystemSettingsProps = {
  settings: HostSettings
  defaults: HostSettings
  /** Of the contract. */
  bounds: BoundsByPath
  /** What was typed when it could not be saved, and the sentences about what is wrong with its fields. */
  typed: SettingsTyped | null
  problems: Readonly<Record<string, string>>
  mayChange: boolean
  /** A new value each time it was saved. */
  saved: unknown
  filledFrom: FilledFrom<SettingsTyped> | null
}

const GROUPS = keysOf(SETTINGS_GROUPS)
const FIELD_NAMES = [...NUMBER_KEYS, 'sourceAllowCidrs'] as const

/** How every host behaves: the policy of restarts, sources, publishing and starts. */
export function SystemSettings(props: SystemSettingsProps) {
  const { settings, defaults, bounds, problems, mayChange, saved, filledFrom } = props
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const stored = typedOf(settings)
  const { shown, changed } = useShown({ stored, saved, filledFrom })
  const typed = props.typed ?? stored
  return (
    <Panel
      title={t('system.title')}
      hint={mayChange ? t('system.hint') : t('system.readOnly')}
      bodyClassName="p-0"
    >
      <KeptForm method="post" noValidate saved={saved}>
        <input type="hidden" name="shown" value={shown} />
        <ChangedMeanwhile
          fields={FIELD_NAMES.filter((name) => changed.includes(name)).map((name) =>
            t(`system.field.${name}`),
          )}
          className="m-4"
        />
        <fieldset disabled={!mayChange} className="divide-y divide-line">
          {GROUPS.map((key) => (
            <section key={key} className="grid gap-3 px-4 py-4 md:grid-cols-[11rem_1fr]">
              <h3 className="text-sm font-semibold">{t(`system.group.${key}`)}</h3>
              <div className="grid content-start gap-4 sm:grid-cols-2 min-[137.5rem]:grid-cols-4">
                {Object.keys(SETTINGS_GROUPS[key])
                  .filter(isNumberKey)
                  .map((name) => (
                    <NumberSetting
                      key={name}
                      name={name}
                      bounds={boundsOfNumber(bounds, name)}
                      typed={typed[name] ?? ''}
                      defaults={defaults}
                      problem={problems[name]}
                    />
                  ))}
                {key === 'sources' ? (
                  <AllowedNetworks
                    typed={typed.sourceAllowCidrs ?? ''}
                    problem={problems.sourceAllowCidrs}
                  />
                ) : null}
              </div>
            </section>
          ))}
        </fieldset>
        {mayChange ? (
          <footer className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
            <Button type="submit" name="intent" value="save" look="primary" aria-disabled={busy}>
              {t('system.save')}
            </Button>
            <Button type="submit" name="intent" value="defaults" aria-disabled={busy}>
              {t('system.reset')}
            </Button>
          </footer>
        ) : null}
      </KeptForm>
    </Panel>
  )
}
