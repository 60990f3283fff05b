/** What the form of a weekly recording holds. The times are what clocks of the zone show. */
export type WeeklyForm = {
  channelId: string
  name: string
  days: number[]
  start: string
  end: string
  timeZone: string
  keepDays: string
  isExported: boolean
  isUploaded: boolean
}

export function readWeeklyForm(form: FormData): WeeklyForm {
  const text = (name: keyof WeeklyForm) => String(form.get(name) ?? '').trim()
  return {
    channelId: text('channelId'),
    name: text('name'),
    timeZone: text('timeZone'),
    days: form.getAll('days').map(Number),
    start: text('start'),
    end: text('end'),
    keepDays: text('keepDays'),
    isExported: form.has('isExported'),
    isUploaded: form.has('isUploaded'),
  }
}

/** What the form makes of it, for the contract to judge. */
export function weeklyBody(form: WeeklyForm, id: object): object {
  const { days, start, end, keepDays, ...rest } = form
  return {
    ...id,
    ...rest,
    weekly: { days, start, end },
    keepDays: keepDays === '' ? null : Number(keepDays),
  }
}
