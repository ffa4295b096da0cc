# Builds the command gatehouse from source, and an image that runs it.
FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -Dquick -Dmaven.test.skip=true -pl cli -am package \
    && mkdir /opt/gatehouse \
    && cd /opt/gatehouse \
    && jar xf /src/cli/target/gatehouse-*.zip \
    && mv gatehouse-*/* . \
    && chmod +x bin/gatehouse

FROM eclipse-temurin:21-jre
LABEL org.opencontainers.image.title="Gatehouse" \
      org.opencontainers.image.description="A self-hosted tenant for the Auth0 Management API v2" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/gatehouse /opt/gatehouse
RUN useradd --system --uid 10001 --home-dir /data gatehouse \
    && install -d -o gatehouse -m 700 /data
USER gatehouse
# gatehouse-data is where the server looks when it is told nothing else, and loopback is where it listens.
ENV GATEHOUSE_DATA=/data \
    GATEHOUSE_BIND=0.0.0.0 \
    XDG_CACHE_HOME=/tmp \
    PATH=/opt/gatehouse/bin:$PATH
VOLUME /data
EXPOSE 8443
HEALTHCHECK --interval=5s --timeout=10s --start-period=60s CMD ["gatehouse", "status"]
ENTRYPOINT ["gatehouse"]
CMD ["start", "--http-port", "off"]
