"""People: signing in, devices, profiles, roles, and who may join the community."""
