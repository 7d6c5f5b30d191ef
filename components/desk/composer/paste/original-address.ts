/** Where links lead that a program led through itself to watch them: Google Docs, Outlook, Facebook. */
const DETOURS: { host: RegExp; parameter: string }[] = [
  { host: /^(www\.)?google\.[a-z.]{2,6}$/, parameter: "q" },
  { host: /\.safelinks\.protection\.outlook\.com$/, parameter: "url" },
  { host: /^lm?\.(facebook|instagram)\.com$/, parameter: "u" },
]

export function originalAddress(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  const detour = DETOURS.find(({ host }) => host.test(url.hostname))
  const isSearch = detour?.parameter === "q" && url.pathname !== "/url"
  const original = detour && !isSearch ? url.searchParams.get(detour.parameter) : null
  return original && URL.canParse(original) ? original : address
}
