"""What can happen at panels, a file a matter. Every verb locks the panel first and never commits."""
