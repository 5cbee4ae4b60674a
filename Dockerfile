# Two stages: Node builds the front-end and stays behind; Python serves, as nobody in particular.
FROM node:22-bookworm-slim AS frontend
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt requirements-s3.txt ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt -r requirements-s3.txt
COPY wsgi.py gunicorn.conf.py Procfile .flaskenv ./
COPY schemas/ schemas/
COPY backend/ backend/
COPY --from=frontend /build/frontend/dist frontend/dist
RUN useradd --system --uid 10001 fireside && install --directory --owner=fireside /data
USER fireside
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
