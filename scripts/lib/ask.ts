import { createInterface } from "node:readline"
import { Writable } from "node:stream"

export type Questions = {
  /** A line that is typed or piped in; "" when there is none. With `hidden` it is not shown while it is typed. */
  ask: (question: string, options?: { hidden?: boolean }) => Promise<string>
  close: () => void
}

/** Asks at the terminal, or takes line by line what is piped into the command. */
export function openQuestions(): Questions {
  const { stdin, stderr } = process
  let hidden = false
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!hidden) stderr.write(chunk)
      done()
    },
  })
  const terminal = createInterface({ input: stdin, output, terminal: Boolean(stdin.isTTY) })
  const lines = terminal[Symbol.asyncIterator]()
  const ask: Questions["ask"] = async (question, options = {}) => {
    if (stdin.isTTY) stderr.write(question)
    hidden = options.hidden ?? false
    const { value, done } = await lines.next()
    if (hidden && stdin.isTTY) stderr.write("\n")
    hidden = false
    return done ? "" : String(value)
  }
  return { ask, close: () => terminal.close() }
}
