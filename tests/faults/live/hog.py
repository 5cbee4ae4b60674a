"""Somebody else who takes every connection that a PostgreSQL has."""

import psycopg

from tests.databases import Cluster


class Hog:
    """Takes one at once, to look from: once others have them all, none may come free for long."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._taken = [cluster.connect()]

    def take_all(self) -> None:
        """Until the server lets in nobody and serves nobody else."""
        others = True
        while others:
            self._take_free()
            others = self._cut_off_others()
            self._take_free()

    def _take_free(self) -> None:
        while True:
            try:
                self._taken.append(self._cluster.connect())
            except psycopg.OperationalError:
                return

    def _cut_off_others(self) -> int:
        """How many there were beside us."""
        mine = [connection.info.backend_pid for connection in self._taken]
        cut = self._taken[0].execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> ALL(%s)",
            [mine],
        )
        return cut.rowcount

    def release(self) -> None:
        while self._taken:
            self._taken.pop().close()
