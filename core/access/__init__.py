"""Access control: roles with scopes, the actor of an act, and the permission table."""
