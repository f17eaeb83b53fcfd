"""The API: the archive's answers as JSON for programs, under `/api`, described by OpenAPI 3.1 at `/api/openapi.json`."""
