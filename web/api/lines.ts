/** The lines of a byte stream as they become whole, without their line ends; a last line may lack one. */
export async function* lines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, void, undefined> {
  let rest = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const whole = (rest + text).split('\n')
    rest = whole.pop() ?? ''
    for (const line of whole) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  if (rest) yield rest
}
