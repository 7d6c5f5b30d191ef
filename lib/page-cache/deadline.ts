/** While one already waits in vain, others get this long: enough for an answer that is there, or in memory. */
const REDUCED_DEADLINE_MS = 250

/** Tells which requests wait too long. While one does, later ones get a shorter deadline: the cause is the same. */
export class Deadline {
  private overdue = 0

  constructor(private readonly milliseconds: number) {}

  /** True when the time is up before the answer is there; it may come yet. */
  isOverdue(answer: Promise<unknown>): Promise<boolean> {
    return new Promise((resolve) => {
      let isOverdue = false
      const give = () => {
        isOverdue = true
        this.overdue += 1
        resolve(true)
      }
      const timer = setTimeout(give, this.overdue > 0 ? REDUCED_DEADLINE_MS : this.milliseconds)
      const settle = () => {
        clearTimeout(timer)
        if (isOverdue) this.overdue -= 1
        resolve(false)
      }
      answer.then(settle, settle)
    })
  }
}
