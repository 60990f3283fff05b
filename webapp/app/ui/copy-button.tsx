import { Copy } from 'lucide-react'
import { useTranslation } from '../i18n/use-translation.ts'
import { Button } from './button.tsx'
import { toast } from './toast.ts'

/** Copies a text; says whether it worked. Not there without JavaScript, where the text can be selected. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const { t } = useTranslation()
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(text()).then(
          () => toast.success(t('channel.copied')),
          () => toast.error(t('channel.copyFailed')),
        )
      : toast.error(t('channel.copyFailed'))
  return (
    <Button size="small" aria-label={label} onClick={copy}>
      <Copy aria-hidden="true" />
      {t('common.copy')}
    </Button>
  )
}
