"""Alembic's entry: migrations never import models, and run on a connection handed in by bin/migrate or a test."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
