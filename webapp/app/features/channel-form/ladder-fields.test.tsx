import { expect, test } from 'vitest'
import { render } from '../../../test/render.tsx'
import { NEW_CHANNEL } from './channel-form.server.ts'
import { type ChannelFormValues, formOfChannel } from './domain/channel-form.ts'
import { ChannelFormProvider } from './form-context.tsx'
import { LadderFields } from './ladder-fields.tsx'
import { saveChannel } from './save-channel.server.ts'

const BLANK = formOfChannel(NEW_CHANNEL)
const INTENT = 'ladder:1080-720-480'

/** What a page without JavaScript shows. */
function shown(values: ChannelFormValues): Promise<string> {
  const lists = { problems: [], groups: [], presets: [], hosts: [] }
  const form = { values, defaults: BLANK, bounds: {}, opened: null, change: () => undefined }
  return render(
    <ChannelFormProvider value={{ ...form, ...lists }}>
      <LadderFields />
    </ChannelFormProvider>,
  )
}

/** What the form is filled with after a button of it was pressed without JavaScript. */
async function pressed(intent: string): Promise<ChannelFormValues> {
  const body = new FormData()
  for (const [name, typed] of Object.entries({ intent, name: 'Kanal' })) body.set(name, typed)
  const request = new Request('https://panel.example/', { method: 'POST', body })
  const refuse = () => Promise.reject(new Error('Nothing is to be saved.'))
  const answer = await saveChannel({ request, params: {}, context: {} as never }, 'created', refuse)
  if (!('data' in answer)) throw new Error('The form was sent.')
  return answer.data.values
}

test('a usual ladder is filled in by a button that needs no JavaScript, and nothing else is lost', async () => {
  expect(await shown(BLANK)).toContain(`value="${INTENT}"`)
  const values = await pressed(INTENT)
  expect(values).toMatchObject({
    name: 'Kanal',
    'output.renditions.0.height': '1080',
    smaller: ['720', '480'],
    halved: ['480'],
  })
  const markup = await shown({ ...BLANK, ...values })
  const checked = [...markup.matchAll(/<input[^>]*checked=""[^>]*>/g)].map(([input]) => {
    return `${/name="([^"]*)"/.exec(input)?.[1]}=${/ value="([^"]*)"/.exec(input)?.[1]}`
  })
  expect(checked).toEqual(['output.smaller=720', 'output.smaller=480', 'output.halved=480'])
  expect(markup).toMatch(/name="output\.cap\.first"[^>]*value="6000"/)
})
