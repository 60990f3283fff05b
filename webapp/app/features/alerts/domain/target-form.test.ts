import {
  type AlertTargetView,
  CreateAlertTargetInput,
  UpdateAlertTargetInput,
} from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import {
  changedTargetBody,
  emptyTarget,
  formOfTarget,
  newTargetBody,
  readTargetForm,
  type TargetForm,
} from './target-form.ts'
import { TARGET_KINDS } from './target-kind.ts'

const ID = '7f0f3f0a-6f0e-4d55-9a53-1f2f0c7f3a10'
const HOST = '0b0a2c52-9c5a-4b43-8f0f-2d0c7a1c9e01'
const empty = emptyTarget('tr', 'Europe/Istanbul', 'a secret of the server')
const typed: TargetForm = {
  ...empty,
  name: 'Night shift',
  url: 'https://hooks.example.com/x',
  to: 'a@example.com\n\n b@example.com',
}

/** As a browser sends the form. */
function sent(form: TargetForm): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(form)) {
    if (Array.isArray(value)) for (const one of value) data.append(name, one)
    else if (typeof value === 'string') data.append(name, value)
    else if (value) data.append(name, 'on')
  }
  return data
}

test('what was typed comes back as it was typed', () => {
  const form = {
    ...typed,
    causes: ['machine'],
    hostIds: [HOST],
    groupIds: [ID],
    quiet: true,
    criticalPasses: false,
  }
  expect(readTargetForm(sent(form))).toEqual({ ...form, to: form.to.trim() })
})

test('a form of every kind, filled in, is a target by the contract', () => {
  for (const kind of TARGET_KINDS) {
    const to = kind === 'sms' ? '+90 555 123 45 67' : typed.to
    const body = newTargetBody(kind, { ...typed, to }, { id: ID })
    expect(CreateAlertTargetInput.safeParse(body).error, kind).toBeUndefined()
  }
})

test('people are told apart by lines, headers by their colon', () => {
  const headers = 'Authorization: Bearer a:b\nX-Kind: alarm'
  const body = newTargetBody('sms', { ...typed, headers, to: '+90 555 123 45 67' }, {})
  expect(CreateAlertTargetInput.parse(body).address).toMatchObject({
    headers: { Authorization: 'Bearer a:b', 'X-Kind': 'alarm' },
    to: ['+90 555 123 45 67'],
  })
  const mail = CreateAlertTargetInput.parse(newTargetBody('email', typed, {})).address
  expect(mail).toMatchObject({ to: ['a@example.com', 'b@example.com'] })
})

test('a number that is none is refused at its field', () => {
  const body = newTargetBody('slack', { ...typed, afterMinutes: 'soon' }, {})
  const { error } = CreateAlertTargetInput.safeParse(body)
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['afterMinutes'])
})

test('a target that is shown and saved unchanged says nothing of its secrets, which stay', () => {
  const target: AlertTargetView = {
    ...CreateAlertTargetInput.omit({ address: true }).parse({
      id: ID,
      name: 'Night shift',
      afterMinutes: 5,
      filter: { causes: ['machine'] },
      quietHours: { from: '23:00', until: '06:00', criticalPasses: false },
    }),
    id: UpdateAlertTargetInput.parse({ id: ID }).id,
    address: { kind: 'webhook', server: 'hooks.example.com' },
    waiting: 0,
    dead: 0,
    lastSentAt: null,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  }
  const form = readTargetForm(sent(formOfTarget(target)))
  const change = UpdateAlertTargetInput.parse(changedTargetBody('webhook', form, ID))
  expect(change).toEqual({
    id: ID,
    name: 'Night shift',
    language: 'en',
    timeZone: 'UTC',
    afterMinutes: 5,
    filter: { severity: 'warning', causes: ['machine'], hostIds: [], channelIds: [], groupIds: [] },
    quietHours: { from: '23:00', until: '06:00', criticalPasses: false },
    address: { kind: 'webhook' },
  })
})

test('without quiet hours none are set, whatever the hidden fields hold', () => {
  const body = CreateAlertTargetInput.parse(newTargetBody('slack', typed, {}))
  expect(body.quietHours).toBeNull()
})
