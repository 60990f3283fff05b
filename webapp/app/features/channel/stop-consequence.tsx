import { useTranslation } from '../../i18n/use-translation.ts'

/** What taking a channel off air means, and for how many. */
export function StopConsequence({ viewers }: { viewers: number }) {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('command.stopText')}</p>
      {viewers > 0 ? (
        <p className="font-medium text-bad">
          <span aria-hidden="true">▲ </span>
          {t('command.viewersLost', { count: viewers })}
        </p>
      ) : null}
    </>
  )
}
