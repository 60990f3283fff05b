import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { HostOption } from './domain/host-option.ts'

/** A host in one line: its name, its state where that is not the usual one, and its free room. */
export function useHostText() {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ name, state, cores }: HostOption): string => {
    const parts = [
      name,
      state === 'connected' ? '' : t(`placement.state.${state}`),
      cores && state !== 'never'
        ? t('placement.free', { free: format.one(cores.free), usable: format.one(cores.usable) })
        : '',
    ]
    return parts.filter(Boolean).join(' · ')
  }
}
