import { useTranslation } from '../../i18n/use-translation.ts'
import type { Deletion } from './delete-form.tsx'
import type { Named } from './domain/named.ts'

/** What is said before a target or a window is deleted. */
export function useDeletion() {
  const { t } = useTranslation()
  const of =
    (group: 'alertTarget' | 'maintenance') =>
    ({ id, name }: Named): Deletion => ({
      id,
      title: t(`${group}.deleteTitle`, { name }),
      text: t(`${group}.deleteText`),
      label: t(`${group}.deleteNamed`, { name }),
      confirm: t(`${group}.delete`),
    })
  return { ofTarget: of('alertTarget'), ofMaintenance: of('maintenance') }
}
