import type { Widen } from '../../../i18n/texts.ts'
import type { enChanged } from './en-changed.ts'

/** The Turkish texts about what somebody else changed while a form was open. */
export const trChanged: Widen<typeof enChanged> = {
  changed: {
    title: 'Siz düzenlerken başkası şunları değiştirdi: {{fields}}.',
    text: 'Sizin değişiklikleriniz kaydedilmedi. Kendinizinkini geçerli kılmak için yeniden kaydedin, onunkini görmek için sayfayı yenileyin.',
  },
}
