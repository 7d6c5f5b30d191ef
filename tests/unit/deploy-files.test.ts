import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { AddressRanges, parseRange } from "@/lib/address-ranges"
import { parseEnv } from "@/lib/env"
import { parseCommand, parseDockerfile, readIgnored, readVariables } from "../../scripts/deploy/dockerfile"
import { SOURCES } from "../../scripts/lib/build-app"

const read = (file: string) => readFileSync(file, "utf8")
const SERVERS = ["scripts/start.ts", "scripts/live-server.ts"]

describe("the image", () => {
  const stages = parseDockerfile(read("Dockerfile"))
  const last = stages.at(-1) ?? { from: "", name: null, steps: [] }
  const values = (name: string) =>
    last.steps.filter(({ instruction }) => instruction === name).map(({ value }) => value)

  it("copies what is there, from stages that are there", () => {
    const names = stages.map(({ name }) => name)
    for (const { steps } of stages) {
      for (const { value } of steps.filter(({ instruction }) => instruction === "COPY")) {
        const words = value.split(/\s+/)
        const from = /^--from=(.*)$/.exec(words[0] ?? "")?.[1]
        if (from) expect(names).toContain(from)
        for (const word of words.slice(from ? 1 : 0, -1)) {
          const file = word.replace(/^\/app\//, "")
          expect(file === ".next" || file === "node_modules" || existsSync(file), word).toBe(true)
        }
      }
    }
  })

  it("holds all that its build was made from: else it would build again when it starts, where it may not write", () => {
    const copied = values("COPY").flatMap((value) => value.split(/\s+/).slice(1, -1))
    const isThere = (source: string) => copied.some((file) => `/app/${source}/`.startsWith(`${file}/`))
    expect(SOURCES.filter((source) => existsSync(source) && !isThere(source))).toEqual([])
  })

  it("runs as nobody in particular, without a shell or npm between the server and SIGTERM, and says how it is", () => {
    expect(values("USER")).toEqual(["node"])
    expect(parseCommand(values("CMD")[0] ?? "")).toEqual(["node", "--import", "tsx", SERVERS[0]])
    expect(parseCommand(values("HEALTHCHECK")[0] ?? "").join(" ")).toContain("/api/health")
    expect(values("ENTRYPOINT")).toEqual([])
    expect(parseEnv({ ...readVariables(last) })).toMatchObject({ NODE_ENV: "production", PORT: 3000, HOST: "0.0.0.0" })
  })

  it("holds no secret, no data and nothing that is for working on it", () => {
    const isIgnored = readIgnored(read(".dockerignore"))
    const kept = [".env", ".env.local", ".data/postgres", ".git/config", "node_modules/next", "tests/setup/server.ts"]
    for (const file of kept) expect(isIgnored(file), file).toBe(true)
    const taken = ["app/layout.tsx", "lib/env.ts", "prisma/schema.prisma", "scripts/start.ts", ".npmrc", "package.json"]
    for (const file of taken) expect(isIgnored(file), file).toBe(false)
    expect(read("Dockerfile")).toMatch(/npm ci --omit=dev/)
    for (const variable of Object.keys(readVariables(last)))
      expect(variable).not.toMatch(/SECRET|TOKEN|PASSWORD|DATABASE/)
  })
})

describe("compose.yaml", () => {
  const text = read("compose.yaml")

  it("sets only what the product knows", () => {
    const known = new Set([...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]))
    const set = [...text.matchAll(/^ {6}([A-Z_]+):/gm)].map((match) => match[1] ?? "")
    expect(set.length).toBeGreaterThan(3)
    for (const name of set) expect(known.has(name) || name.startsWith("POSTGRES_"), name).toBe(true)
  })

  it("passes every setting of .env to all of our containers", () => {
    expect(text).toMatch(/env_file:\n {4}- path: \.env\n {6}required: false/)
    for (const service of ["app", "live", "backup"])
      expect(text).toMatch(new RegExp(`\n {2}${service}:\n {4}<<: \\*running-story\n`))
  })

  it("backs up into a volume that the container's user may write", () => {
    expect(text).toContain("- backups:/backups\n")
    expect(read("Dockerfile")).toContain("mkdir /backups && chown node:node /backups")
    expect(text).toContain("scripts/backup.ts --to")
  })

  it("keeps the database in a volume, asks for its password, and opens no port to the world", () => {
    expect(text).toContain("image: postgres:18")
    expect(text).toContain("- database:/var/lib/postgresql\n")
    expect(text).toContain("${POSTGRES_PASSWORD:?")
    const ports = [...text.matchAll(/^ +- "(.*):\d+"$/gm)].map((match) => match[1] ?? "")
    expect(ports.length).toBe(2)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    expect(text).toContain("condition: service_healthy")
  })
})

describe("the proxy on the machine of compose.yaml", () => {
  it("comes in by Docker's own network, and is believed", () => {
    const trusted = /TRUSTED_PROXIES: \$\{TRUSTED_PROXIES:-(.*)\}/.exec(read("compose.yaml"))?.[1]
    const ranges = parseEnv({ TRUSTED_PROXIES: trusted }).TRUSTED_PROXIES.flatMap((entry) => parseRange(entry) ?? [])
    const proxies = new AddressRanges(ranges)
    for (const gateway of ["172.17.0.1", "172.31.0.1", "192.168.16.1", "10.10.0.1"])
      expect(proxies.has(gateway)).toBe(true)
    expect(proxies.has("8.8.8.8")).toBe(false)
  })
})

describe("the units for systemd", () => {
  it.each(["deploy/running-story@.service", "deploy/running-story-live.service"])("%s shuts the server in", (file) => {
    const text = read(file)
    for (const line of [
      "DynamicUser=yes",
      "NoNewPrivileges=yes",
      "ProtectSystem=strict",
      "PrivateTmp=yes",
      "CapabilityBoundingSet=",
      "SystemCallFilter=@system-service",
      "KillMode=mixed",
    ])
      expect(text.split("\n"), line).toContain(line)
    const script = /ExecStart=\/usr\/bin\/node --import tsx (\S+)/.exec(text)?.[1] ?? ""
    expect(SERVERS).toContain(script)
    // More than the ten seconds that it may need, and less than forever.
    expect(Number(/TimeoutStopSec=(\d+)/.exec(text)?.[1])).toBeGreaterThan(10)
    const variables = /^Environment=(.*)$/m.exec(text)?.[1]?.replace("%i", "3000").split(" ") ?? []
    const set = Object.fromEntries(variables.map((pair) => pair.split("=")))
    expect(() => parseEnv(set)).not.toThrow()
  })
})

describe("vercel.json", () => {
  const settings = JSON.parse(read("vercel.json")) as {
    buildCommand: string
    crons: { path: string; schedule: string }[]
  }

  it("builds by our command, and knocks at a door that is there, as seldom as every plan allows", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }
    expect(scripts[settings.buildCommand.replace("npm run ", "")]).toBeDefined()
    for (const { path, schedule } of settings.crons) {
      expect(existsSync(`app${path}/route.ts`)).toBe(true)
      expect(schedule).toMatch(/^\d+ \d+ \* \* \*$/)
    }
  })
})

describe("the button that deploys to Vercel", () => {
  const button = new URL(/https:\/\/vercel\.com\/new\/clone\?[^)]+/.exec(read("docs/deploy.md"))?.[0] ?? "")

  it("clones the repository that package.json names; while it names none, whose it is stands to be filled in", () => {
    const { repository } = JSON.parse(read("package.json")) as { repository?: string | { url: string } }
    const named = (typeof repository === "string" ? repository : repository?.url)?.replace(/^git\+|\.git$/g, "")
    expect(button.searchParams.get("repository-url")).toBe(named ?? "https://github.com/OWNER/running-story")
  })

  it("asks for variables that the product knows, those among them without which nothing starts there", () => {
    const known = new Set([...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]))
    const asked = button.searchParams.get("env")?.split(",") ?? []
    for (const name of asked) expect(known.has(name), name).toBe(true)
    expect(asked).toEqual(expect.arrayContaining(["DATABASE_URL", "APP_URL", "SETUP_TOKEN"]))
  })
})

describe("the proxies in front", () => {
  it("give the live server what is held or streamed, in nginx as in Caddy", () => {
    const pattern = /\^\/\(api\/blogs\/.*\)\/\?\$/
    const [nginx, caddy] = ["deploy/nginx.conf", "deploy/Caddyfile"].map((file) => pattern.exec(read(file))?.[0])
    expect(nginx).toBe(caddy)
    const isLive = new RegExp(nginx ?? "")
    for (const path of ["/api/blogs/a/changes", "/api/blogs/a/stream", "/api/get-updates/a/", "/ws/channel/a/"])
      expect(isLive.test(path), path).toBe(true)
    for (const path of ["/", "/a", "/desk", "/api/v1/blogs", "/api/desk/blogs/a/stream", "/api/blogs/a/seen"])
      expect(isLive.test(path), path).toBe(false)
  })

  it("wait longer than the longest wait that is set by itself", () => {
    const { POLLING_TIMEOUT } = parseEnv({})
    for (const file of ["deploy/nginx.conf", "deploy/nginx-cdn.conf"])
      expect(Number(/proxy_read_timeout (\d+)s;/.exec(read(file))?.[1]), file).toBeGreaterThan(POLLING_TIMEOUT)
  })

  it("let in pictures of the size that the product takes", () => {
    for (const file of ["deploy/nginx.conf", "deploy/nginx-cdn.conf"])
      expect(read(file)).toContain("client_max_body_size 16m;")
    expect(read("deploy/Caddyfile")).toContain("max_size 16MB")
  })
})
