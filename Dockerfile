# One image for web and worker; compose.yaml starts both beside PostgreSQL and Elasticsearch.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /venv/bin/python bin/translations compile && /venv/bin/python -m compileall -q -x 'translations/' .

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 chosao
WORKDIR /app
COPY --from=build /venv /venv
# Of root: who runs it may read it, and change nothing.
COPY --from=build /app .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 VAR_ROOT=/data
RUN mkdir /data && chown chosao /data
USER chosao
VOLUME /data
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["python", "bin/web", "--host", "0.0.0.0"]
