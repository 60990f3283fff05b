import type { SourceWarning } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../domain/api-problem.ts'
import { turkishNoCapacity } from './no-capacity.ts'
import { TURKISH_REASONS } from './reasons.ts'
import { TURKISH_WARNINGS } from './source-warnings.ts'
import { turkishSentence } from './turkish-sentence.ts'

type Coded = { code: string; message: string }

/** Words of the API in the language of the page. What has no translation is shown as it came. */
export function useApiText() {
  const { t, i18n } = useTranslation()
  const turkish = i18n.language === 'tr'
  function sentence<T extends string | undefined>(text: T): T | string {
    return turkish && text ? (turkishSentence(text) ?? text) : text
  }
  return {
    /** One sentence the API said, about a field for instance. */
    sentence,
    /** A problem: what the API said about this case, in English; the general sentence elsewhere. */
    problem({ code, message }: Pick<ApiProblem, 'code' | 'message'>): string {
      const general = t(`error.code.${code}`)
      const vague =
        message === '' ||
        code === 'unauthenticated' ||
        code === 'internal' ||
        code === 'unavailable'
      if (vague) return general
      if (!turkish) return message
      return turkishSentence(message) ?? `${general} (${message})`
    },
    /** What there is to say of a source, with its figures. */
    warning({ code, params, message }: SourceWarning): string {
      const text = turkish ? TURKISH_WARNINGS.get(code) : undefined
      return text?.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '') ?? message
    },
    /** Why something is not well, as its host says it. */
    reason({ code, message }: Coded): string {
      if (!turkish) return message
      const withFigures = code === 'no-capacity' ? turkishNoCapacity(message) : null
      return withFigures ?? TURKISH_REASONS.get(code) ?? message
    },
  }
}
