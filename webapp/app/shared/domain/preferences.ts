export const LANGUAGES = ['tr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
export type Preferences = { language: Language; theme: Theme }

/** What the cookie says, else what the browser asks for, else English and the system's theme. */
export function resolvePreferences(
  cookies: { language: string | null; theme: string | null },
  acceptLanguage: string | null,
): Preferences {
  return {
    language: asLanguage(cookies.language) ?? fromAcceptLanguage(acceptLanguage ?? '') ?? 'en',
    theme: asTheme(cookies.theme) ?? 'system',
  }
}

/** The locale for dates: a control room reads 24 hours, in English too. */
export function localeOf(language: string): string {
  return language === 'tr' ? 'tr-TR' : 'en-GB'
}

export function asLanguage(value: unknown): Language | null {
  return LANGUAGES.find((language) => language === value) ?? null
}

export function asTheme(value: unknown): Theme | null {
  return THEMES.find((theme) => theme === value) ?? null
}

/** The known language with the highest weight in an Accept-Language header. */
function fromAcceptLanguage(header: string): Language | null {
  const wishes = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.toLowerCase(), weight: weight ? Number(weight.trim().slice(2)) : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  for (const { tag } of wishes) {
    const language = asLanguage(tag.split('-')[0])
    if (language) return language
  }
  return null
}
