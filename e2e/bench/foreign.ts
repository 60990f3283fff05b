import { logoPicture } from '../sources/logo.ts'
import { startStack } from '../stack/start-stack.ts'
import type { Figure, Measurement } from './figure.ts'
import { FORMS, type Form } from './foreign/forms.ts'
import { judgeForm } from './foreign/judge-form.ts'
import { makeForm } from './foreign/make-form.ts'
import { serveForms } from './foreign/serve-forms.ts'

/** Few enough that two cores carry them in real time. */
const AT_ONCE = 3

/** Whatever other programs write, started cold: on air with its shape, its audio and the logo, or refused rightly. */
export const foreign: Measurement = {
  name: 'foreign',
  about: `${FORMS.length} kinds of foreign files as sources, each started before it was ever probed`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const asked = process.env.BENCH_FOREIGN
  const forms = FORMS.filter(({ name }) => asked === undefined || name.includes(asked))
  const [stack, server] = await Promise.all([startStack(), serveForms()])
  const { id: assetId } = await stack.api.uploadLogo(await logoPicture())
  const waiting = [...forms]
  const wrong: string[] = []
  const judge = async (form: Form) => {
    const url = server.serve(await makeForm(form), form.served ?? 'live')
    const problems = await judgeForm(stack, form, url, assetId)
    if (problems.length > 0) wrong.push(`${form.name}: ${problems.join('; ')}`)
  }
  const work = async () => {
    for (let form = waiting.shift(); form !== undefined; form = waiting.shift()) await judge(form)
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    await stack.stop()
    await server.close()
  }
  for (const line of wrong.sort()) console.log(`  ${line}`)
  return [
    {
      what: 'foreign files right',
      value: forms.length - wrong.length,
      unit: `of ${forms.length}`,
      bar: { atLeast: Math.floor(forms.length * 0.96) },
    },
  ]
}
