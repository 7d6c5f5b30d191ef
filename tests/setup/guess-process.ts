import { signIn } from "@/lib/auth/sign-in"

/* A process that guesses one account's password as often as it is told, for tests of limits that hold across processes. */

process.on("message", async ({ email, times, address }: { email: string; times: number; address: string }) => {
  const guess = () =>
    signIn({ email, password: "wrong but long enough" }, new Headers({ "x-forwarded-for": address })).then(
      () => "signed in",
      (error: { code: string }) => error.code,
    )
  process.send?.(await Promise.all(Array.from({ length: times }, guess)))
})
process.send?.("started")
