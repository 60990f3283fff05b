/** The id that a form gives what it creates, to be left out where it has none. */
export function idOf(form: FormData): { id?: string } {
  const id = form.get('newId')
  return typeof id === 'string' && id !== '' ? { id } : {}
}
