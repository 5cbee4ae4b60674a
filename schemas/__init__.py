"""The contract: every shape that crosses the wire, in marshmallow and nothing else."""
