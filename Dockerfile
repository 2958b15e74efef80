# Both images of the product: `docker build --target backend .` and `docker build --target frontend .` (BuildKit).
# What they run on; anything with node 24, or with apk that has it, such as node:24-alpine.
ARG RUNTIME_BASE=alpine:3.24

# What both are built from. Only the lock file and the manifests decide whether this is done again.
FROM --platform=$BUILDPLATFORM node:24-alpine AS dependencies
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY packages/contract/package.json packages/contract/
COPY packages/language/package.json packages/language/
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
# No install script runs, and the tools of the repository's root (tests, browser, linters) stay away. A registry of your own:
# --secret id=npmrc,src=… with an npmrc that names it.
RUN --mount=type=cache,target=/root/.npm --mount=type=secret,id=npmrc,target=/root/.npmrc \
	npm ci --ignore-scripts --workspace=apps/api --workspace=apps/web --workspace=packages/contract --workspace=packages/language
COPY tsconfig.base.json ./
COPY packages packages

# Nothing reads the maps of the sources where Node is not told to.
FROM dependencies AS backend-build
COPY apps/api apps/api
RUN node apps/api/build.ts && find apps/api/dist -name '*.map' -exec rm {} +

# Next would fetch by itself what it finds missing; what is built from is in the lock file.
FROM dependencies AS frontend-build
COPY apps/web apps/web
RUN npm_config_offline=true node apps/web/scripts/build.ts && find apps/web/dist -name '*.map' -exec rm {} + && chmod -R go-w apps/web/dist

# Under both images, so a machine holds it once. No npm, nothing setuid, a user without a home or a shell.
FROM ${RUNTIME_BASE} AS runtime
RUN set -e; \
	command -v node >/dev/null || apk add --no-cache nodejs; \
	rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn*; \
	find / -xdev -type f \( -perm -4000 -o -perm -2000 \) -exec chmod a-s {} +; \
	addgroup -S -g 10001 app; \
	adduser -S -D -H -u 10001 -G app app
WORKDIR /app
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/compiled

# Node keeps what it compiled per program, flags and user: it is made by the user and the flags that will run it.
FROM runtime AS backend-files
COPY --from=backend-build /src/apps/api/dist dist
COPY --from=backend-build /src/apps/api/prebuilds /tmp/prebuilds
COPY scripts/images/warm.mjs /tmp/
# SQLite for this C library and processor alone.
RUN set -e; \
	libc=$(ls /lib/ld-musl-* >/dev/null 2>&1 && echo linuxmusl || echo linux); \
	mkdir prebuilds compiled; \
	cp "/tmp/prebuilds/$libc-$(NODE_DISABLE_COMPILE_CACHE=1 node -p process.arch).node" prebuilds/; \
	chown 10001:10001 compiled
USER 10001:10001
RUN node /tmp/warm.mjs backend dist/main.mjs && chmod -R a+rX compiled

FROM runtime AS frontend-files
COPY --from=frontend-build /src/apps/web/dist ./
COPY scripts/images/warm.mjs /tmp/
RUN mkdir compiled && chown 10001:10001 compiled
USER 10001:10001
RUN node /tmp/warm.mjs frontend server.js && chmod -R a+rX compiled

FROM runtime AS backend
# Any user of group 0 may write here too, as some clusters choose the user themselves.
RUN mkdir -m 770 /data && chown 10001:0 /data
COPY --from=backend-files --chown=0:0 /app /app
USER 10001:10001
EXPOSE 8000 9464
ENTRYPOINT ["node", "--max-semi-space-size=4", "--v8-pool-size=1", "dist/main.mjs"]
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="todo-backend" \
	org.opencontainers.image.description="API of a to-do list that is kept by clicking or by talking" \
	org.opencontainers.image.version="${VERSION}" \
	org.opencontainers.image.revision="${REVISION}" \
	org.opencontainers.image.licenses="MIT"

FROM runtime AS frontend
COPY --from=frontend-files --chown=0:0 /app /app
# Docker and Kubernetes set HOSTNAME to the container's own name; the page would listen on that address alone.
ENV HOSTNAME=0.0.0.0
USER 10001:10001
EXPOSE 3000
ENTRYPOINT ["node", "--max-semi-space-size=4", "--v8-pool-size=1", "server.js"]
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="todo-frontend" \
	org.opencontainers.image.description="Page of a to-do list that is kept by clicking or by talking" \
	org.opencontainers.image.version="${VERSION}" \
	org.opencontainers.image.revision="${REVISION}" \
	org.opencontainers.image.licenses="MIT"
