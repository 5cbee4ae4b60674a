"""Nothing is kept for its own sake."""

from vulture import Vulture

from tests.architecture import tree

# What a library calls by its name.
HOOKS = [
    "_deserialize",
    "_engineio_server_class",
    "_handle_event_internal",
    "_register_responses",
    "_serialize",
    "collect",
    "closed",
    "do_release_savepoint",
    "do_rollback_to_savepoint",
    "do_savepoint",
    "handle_http_exception",
    "host_ids",
    "load_json",
    "on_starting",
    "open_session",
    "operation_helper",
    "post_worker_init",
    "process_bind_param",
    "process_result_value",
    "save_session",
    "seed",
    "seed_digest",
    "ticket_digest",
]
# What a decorator hands to a library.
REGISTERED = [f"@*.{door}" for door in ("get", "post", "put", "patch", "delete", "command", "before_request")]
REGISTERED += [
    "@event.listens_for",
    "@after_this_request",
    "@*.after_request",
    "@*.errorhandler",
    "@*.before",
    "@*.task",
    "@*.periodic_task",
]
REGISTERED += ["@validates", "@validates_schema", "@pre_load", "@post_load", "@pre_dump", "@post_dump"]
PARTS = ("backend", "schemas", "scripts", "bench", "wsgi.py", "gunicorn.conf.py")
DEFINITIONS = {"class", "function", "method", "property"}


def test_nothing_is_defined_that_only_tests_use():
    looked = Vulture(ignore_names=HOOKS, ignore_decorators=REGISTERED)
    looked.scavenge(
        [str(tree.ROOT / part) for part in ("backend", "schemas", "scripts", "bench", "wsgi.py", "gunicorn.conf.py")]
    )
    unused = [item.get_report() for item in looked.get_unused_code() if item.typ in DEFINITIONS]

    assert unused == []
