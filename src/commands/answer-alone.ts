/** Standard output for one answer, until it is given back. */
export interface Answer {
  print(text: string): void
  giveBack(): void
}

/** Keeps standard output for an answer that a program reads: what anybody else prints there goes to standard error. */
export function answerAlone(): Answer {
  const { stdout, stderr } = process
  const { write } = stdout
  const print = write.bind(stdout)
  stdout.write = stderr.write.bind(stderr)
  return {
    print: text => {
      print(text)
    },
    giveBack: () => {
      stdout.write = write
    },
  }
}
