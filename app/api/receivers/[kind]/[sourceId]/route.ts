import { handleReceived } from "@/lib/http/receiver-route"

export const POST = handleReceived
