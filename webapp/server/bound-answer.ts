/** Far more than any page is made of: the longest list of channels has a tenth of it. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * An answer that breaks off where it is longer than any that a page asks for, lest whoever answers in place
 * of the API fill the memory of this process.
 */
export function boundAnswer(answer: Response, mostBytes = MOST_BYTES): Response {
  if (!answer.body) return answer
  let bytes = 0
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      bytes += part.length
      if (bytes <= mostBytes) controller.enqueue(part)
      else controller.error(new Error(`The API has answered more than ${mostBytes} bytes.`))
    },
  })
  return new Response(answer.body.pipeThrough(count), answer)
}
