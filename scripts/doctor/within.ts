/** Whether something that is listened for comes in time. `listen` is given what to call when it does. */
export function within(milliseconds: number, listen: (done: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, false)
    listen(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
