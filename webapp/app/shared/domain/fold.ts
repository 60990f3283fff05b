/** Case, accents and the two Turkish i's do not keep a search from finding. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll('ı', 'i').normalize('NFD').replace(/\p{M}/gu, '')
}
