FROM node:24-bookworm-slim
ARG APP=solutions/01-api
ENV HOST=0.0.0.0
WORKDIR /app
COPY . .
RUN npm ci --omit=dev --omit=optional --workspace "${APP}"
WORKDIR /app/${APP}
CMD ["node", "src/server.ts"]
