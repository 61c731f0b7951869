"""Alembic's folder: ``env`` runs a migration on the connection it is handed, ``versions`` holds one file a change."""
