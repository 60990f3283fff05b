import { toInstant } from '../../channel/domain/schedule-form.ts'

/** What the form of a recording holds. The times are what clocks of the zone show. */
export type RecordForm = {
  channelId: string
  name: string
  from: string
  to: string
  timeZone: string
  rollingHours: string
  keepDays: string
  isExported: boolean
  isUploaded: boolean
}

export function readRecordForm(form: FormData): RecordForm {
  const text = (name: keyof RecordForm) => String(form.get(name) ?? '').trim()
  return {
    channelId: text('channelId'),
    name: text('name'),
    from: text('from'),
    to: text('to'),
    timeZone: text('timeZone'),
    rollingHours: text('rollingHours'),
    keepDays: text('keepDays'),
    isExported: form.has('isExported'),
    isUploaded: form.has('isUploaded'),
  }
}

/** What the form makes of it, for the contract to judge. What is left empty is not said. */
export function recordBody(form: RecordForm, id: object): object {
  const { channelId, name, from, to, timeZone, rollingHours, keepDays, isExported, isUploaded } =
    form
  return {
    ...id,
    channelId,
    name,
    isExported,
    isUploaded,
    ...(from === '' ? {} : { from: toInstant(from, timeZone) }),
    ...(to === '' ? {} : { to: toInstant(to, timeZone) }),
    ...(rollingHours === '' ? {} : { rollingHours: Number(rollingHours) }),
    keepDays: keepDays === '' ? null : Number(keepDays),
  }
}

/** A part of another recording, by instants: where the picture stood when they were marked. */
export function cutBody(form: FormData, id: object): object {
  const text = (name: string) => String(form.get(name) ?? '')
  return {
    ...id,
    channelId: text('channelId'),
    name: text('name').trim(),
    partOf: text('partOf'),
    from: text('from'),
    to: text('to'),
    isExported: form.has('isExported'),
    isUploaded: form.has('isUploaded'),
  }
}
