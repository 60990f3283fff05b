import type { unsaid as english } from '../en/unsaid.ts'

export const unsaid: Readonly<Record<keyof typeof english, string>> = {
  'control-plane-away': 'Merkez sunucu yanıt vermiyor. Birazdan yeniden deneyin.',
  'log-in-refused': 'E-posta adresi ya da parola yanlış.',
}
