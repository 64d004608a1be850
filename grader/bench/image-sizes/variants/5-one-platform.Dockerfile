FROM node:24-bookworm-slim AS dependencies
ARG APP=solutions/01-api
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY shared/package.json shared/
COPY ${APP}/package.json ${APP}/
RUN npm ci --omit=dev --omit=optional --workspace "${APP}"
RUN node -e 'const { readdirSync, rmSync } = require("node:fs"); \
      const root = "node_modules/onnxruntime-node/bin/napi-v6"; \
      for (const system of readdirSync(root)) for (const cpu of readdirSync(`${root}/${system}`)) \
        if (system !== process.platform || cpu !== process.arch) rmSync(`${root}/${system}/${cpu}`, { recursive: true });'

FROM node:24-bookworm-slim
ARG APP=solutions/01-api
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY . .
WORKDIR /app/${APP}
CMD ["node", "src/server.ts"]
