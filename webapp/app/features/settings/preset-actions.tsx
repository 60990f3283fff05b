import { Copy, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmForm } from '../../ui/confirm-form.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import type { Preset } from './preset-table.tsx'

/** What an administrator may do with a preset. One in use shows no way to delete it. */
export function PresetActions({ preset: { id, name, builtIn, channels } }: { preset: Preset }) {
  const { t } = useTranslation()
  return (
    <div className="flex justify-end gap-1">
      <LinkButton
        look="quiet"
        size="icon"
        to={`/settings/presets/new?from=${id}`}
        aria-label={t('preset.copyNamed', { name })}
      >
        <Copy aria-hidden="true" />
      </LinkButton>
      {builtIn ? null : (
        <LinkButton
          look="quiet"
          size="icon"
          to={`/settings/presets/${id}`}
          aria-label={t('preset.editNamed', { name })}
        >
          <Pencil aria-hidden="true" />
        </LinkButton>
      )}
      {builtIn || channels > 0 ? null : (
        <ConfirmForm
          fields={<input type="hidden" name="id" value={id} />}
          title={t('common.deleteNamed', { name })}
          consequence={<p>{t('preset.deleteText')}</p>}
          trigger={
            <Button look="quiet" size="icon" aria-label={t('preset.deleteNamed', { name })}>
              <Trash2 aria-hidden="true" />
            </Button>
          }
          confirm={t('preset.delete')}
        />
      )}
    </div>
  )
}
