/** How one stream of answers came. */
export interface Read {
  /** From the sending of the first piece to its arrival, milliseconds. */
  firstMs: number
  /** The same of every piece. */
  delays: number[]
  /** Every piece came once and in its turn, every event was numbered so, and the end was the last of them. */
  whole: boolean
}

const pieceIn = /"(?:delta|text)":"(\d+) ([\d.]+)\\n"/

/** Reads the answer of bench/agent.ts, from the agent itself or as the console streams it. */
export async function readAnswer(response: Response, pieces: number): Promise<Read> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  const delays: number[] = []
  const numbers: number[] = []
  const ids: number[] = []
  let last = ''
  let rest = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const now = performance.timeOrigin + performance.now()
    const frames = (rest + chunk).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const id = /^id: ?(\d+)$/m.exec(frame)?.[1]
      if (id !== undefined) ids.push(Number(id))
      const [, number, sentAt] = pieceIn.exec(frame) ?? []
      if (number !== undefined) {
        numbers.push(Number(number))
        delays.push(now - Number(sentAt))
      }
      last = frame
    }
  }
  const inTurn = numbers.length === pieces && numbers.every((number, at) => number === at)
  const numbered = ids.every((id, at) => id === at + 1)
  const ended = ids.length === 0 ? last.includes('"completed"') : last.includes('"RUN_FINISHED"')
  return { firstMs: delays[0] ?? Number.NaN, delays, whole: inTurn && numbered && ended }
}
