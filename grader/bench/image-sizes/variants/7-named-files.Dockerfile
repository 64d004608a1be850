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
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \
      -o -name '*.md' -o -name '*.tsbuildinfo' \) -delete

FROM node:24-bookworm-slim
ARG APP=solutions/01-api
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY models/registry.json models/
COPY models/releases models/releases
COPY models/feature-store models/feature-store
COPY package.json ./
COPY shared shared
COPY ${APP} ${APP}
WORKDIR /app/${APP}
CMD ["node", "src/server.ts"]
