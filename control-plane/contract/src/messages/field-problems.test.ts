import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CreateChannelInput, UpdateChannelInput } from '../channel/input.ts'
import { HostSettings } from '../host/host-settings.ts'
import { CreateApiKeyInput } from '../operator/api-key.ts'
import { Backup } from '../operator/backup.ts'
import { BulkInput } from '../operator/bulk.ts'
import { HistoryInput } from '../operator/history.ts'
import { ChangePasswordInput, CreateUserInput } from '../operator/people.ts'
import { CreatePresetInput, UpdatePresetInput } from '../operator/preset.ts'
import { CreateRolloutInput } from '../operator/rollout.ts'
import { LoginInput } from '../operator/session.ts'
import { fieldProblems } from './field-problems.ts'
import { ENGLISH } from './in-english.ts'
import { TURKISH } from './in-turkish.ts'
import { renderMessage } from './render.ts'
import { says } from './says.ts'

const SCHEMAS: Record<string, z.ZodType> = {
  CreateChannelInput,
  UpdateChannelInput,
  CreatePresetInput,
  UpdatePresetInput,
  BulkInput,
  CreateRolloutInput,
  CreateUserInput,
  CreateApiKeyInput,
  ChangePasswordInput,
  LoginInput,
  HistoryInput,
  HostSettings,
  Backup,
}

describe.each(Object.entries(SCHEMAS))('%s', (_name, schema) => {
  test('says in both languages what is wrong with whatever is sent', () => {
    const names = Object.keys(
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {},
    )
    const value = fc.oneof(fc.anything({ maxDepth: 3 }), fc.constantFrom(-1, 1e9, '', 'x', [], {}))
    const input = fc.dictionary(fc.constantFrom('no-such-field', ...names), value)
    fc.assert(
      fc.property(input, (sent) => {
        const { error } = schema.safeParse(sent)
        for (const problem of error ? fieldProblems(error) : []) {
          expect(problem.message).toBe(renderMessage(ENGLISH, problem))
          const turkish = renderMessage(TURKISH, problem)
          expect(turkish).not.toBeNull()
          expect(turkish).not.toBe(problem.message)
        }
      }),
      { numRuns: 60 },
    )
  })
})

const SAID: [string, z.ZodType, unknown, string, string][] = [
  [
    'what is missing',
    z.object({ a: z.string() }),
    {},
    'This must be a text.',
    'Bu bir metin olmalıdır.',
  ],
  ['a text for a number', z.int(), 'x', 'This must be a number.', 'Bu bir sayı olmalıdır.'],
  [
    'a part for a whole',
    z.int(),
    0.5,
    'This must be a whole number.',
    'Bu bir tam sayı olmalıdır.',
  ],
  [
    'a text for a flag',
    z.boolean(),
    'x',
    'This must be true or false.',
    'Bu true ya da false olmalıdır.',
  ],
  ['a text for a list', z.array(z.int()), 'x', 'This must be a list.', 'Bu bir liste olmalıdır.'],
  [
    'nothing for fields',
    z.object({}),
    null,
    'This must be an object with fields.',
    'Bu, alanları olan bir nesne olmalıdır.',
  ],
  ['an empty text', z.string().min(1), '', 'This must not be empty.', 'Burası boş bırakılamaz.'],
  [
    'a short text',
    z.string().min(12),
    'x',
    'Use at least 12 characters.',
    'En az 12 karakter kullanın.',
  ],
  [
    'a long text',
    z.string().max(2),
    'xxx',
    'Use at most 2 characters.',
    'En çok 2 karakter kullanın.',
  ],
  ['a short list', z.array(z.int()).min(2), [], 'Give at least 2.', 'En az 2 tane verin.'],
  ['a long list', z.array(z.int()).max(1), [1, 2], 'Give at most 1.', 'En çok 1 tane verin.'],
  ['a small number', z.number().min(0.05), 0, 'Use 0.05 or more.', 'En az 0,05 olmalıdır.'],
  ['a large number', z.number().max(0.9), 1, 'Use 0.9 or less.', 'En çok 0,9 olabilir.'],
  [
    'a number at its bound',
    z.number().positive(),
    0,
    'Use more than 0.',
    '0 değerinden büyük olmalıdır.',
  ],
  [
    'a number at its limit',
    z.number().lt(2.5),
    3,
    'Use less than 2.5.',
    '2,5 değerinden küçük olmalıdır.',
  ],
  [
    'another value',
    z.enum(['tcp', 'udp']),
    'x',
    'Use one of: tcp, udp.',
    'Şunlardan birini kullanın: tcp, udp.',
  ],
  [
    'an unknown field',
    z.strictObject({}),
    { x: 1 },
    'There is no such field.',
    'Böyle bir alan yok.',
  ],
  ['no address', z.email(), 'x', 'Enter an e-mail address.', 'Bir e-posta adresi girin.'],
  [
    'what a schema names',
    z.string().min(1, { error: says('key-name-empty') }),
    '',
    'Give the key a name.',
    'Anahtara bir ad verin.',
  ],
]

test.each(SAID)('%s is said with its figures', (_what, schema, sent, english, turkish) => {
  const { error } = schema.safeParse(sent)
  const [problem] = error ? fieldProblems(error) : []
  expect(problem?.message).toBe(english)
  expect(problem && renderMessage(TURKISH, problem)).toBe(turkish)
})
