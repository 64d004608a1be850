FROM node:24-bookworm-slim AS dependencies
ARG APP=solutions/01-api
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
COPY shared/package.json shared/
COPY ${APP}/package.json ${APP}/
RUN npm ci --omit=dev --omit=optional --workspace "${APP}"

FROM node:24-bookworm-slim
ARG APP=solutions/01-api
ENV HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY . .
WORKDIR /app/${APP}
CMD ["node", "src/server.ts"]
