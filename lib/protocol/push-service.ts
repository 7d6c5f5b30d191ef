/** By this header the changes address says that a blog's Pusher service fails; it is left out while it works. */
export const PUSH_SERVICE_HEADER = "Push-Service"
export const PUSH_FAILS = "failing"
