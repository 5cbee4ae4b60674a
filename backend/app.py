"""Everything put together: `create_app` for the server, `wsgi_layers` for what stands before Flask."""

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import cli, live, site
from backend import settings as environment
from backend.chat import http as chat
from backend.chat import jobs as _chat_jobs  # noqa: F401 - what doors remind the worker of
from backend.chat import live as _chat_live  # noqa: F401 - declares its records
from backend.chat.queries.badges import tells
from backend.chat.queries.digest import tells_answered
from backend.chat.queries.seasonal import knows_panels
from backend.chat.queries.standing import asks_scope, asks_who_hosts
from backend.chat.service import direct, seasons
from backend.chat.service.holding import tells_desk
from backend.chat.service.judging import asks_holding, judged_by, tells_suspected
from backend.chat.service.moderating import audits
from backend.core import bells, db, feed, gate, http, jobs, limits, logs, metrics, problems, seal, storage
from backend.core.history import tells_edits
from backend.core.probes import Probes
from backend.core.snapshots import Snapshots
from backend.meetings import http as meetings
from backend.meetings import live as _meetings_live  # noqa: F401 - declares its records
from backend.meetings.queries import registered
from backend.moderation import http as moderation
from backend.moderation import live as _moderation_live  # noqa: F401 - declares its records
from backend.moderation.queries.settings import holding_in_force, scope_of
from backend.moderation.service import holding as moderating_held
from backend.moderation.service import judging as moderating
from backend.moderation.service import recording
from backend.notify import http as notify
from backend.notify import live as _notify_live  # noqa: F401 - declares its records
from backend.panels import http as panels
from backend.panels import jobs as _panels_jobs  # noqa: F401 - what doors remind the worker of
from backend.panels import live as _panels_live  # noqa: F401 - declares its records
from backend.panels.queries import talking
from backend.panels.service import bloggers
from backend.panels.service.keeping import follow
from backend.people import http as people
from backend.people import live as _people_live  # noqa: F401 - declares its records
from backend.people.queries import admits
from backend.people.service.profile import follows
from backend.people.service.restricting import follows_restrictions
from backend.people.service.signing_in import refuse_domains
from backend.programme import http as programme
from backend.programme import live as _programme_live  # noqa: F401 - declares its records
from backend.programme.service import watches
from backend.settings import Settings
from backend.share import http as share
from schemas.words import Badge

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def create_app(settings: Settings | None = None) -> Flask:
    """The application, with its database bound and its layers in place.

    Raises:
        BadSettings: when the environment is unsafe or incomplete.
    """
    settings = settings or environment.load()
    bind(settings)
    app = Flask("fireside", static_folder=None)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        SESSION_COOKIE_SECURE=settings.https,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined] # the default provider has it
    problems.register(app)
    gate.guard(app, settings)
    api = http.make_api(app)
    for doors in _doors(settings):
        api.register_blueprint(doors)
    app.register_blueprint(share.plain)
    site.register(app)
    cli.register(app)
    _put_before(app, settings)
    return app


def bind(settings: Settings) -> None:
    """Make everything that is not a request's ready: what the worker needs as well."""
    logs.configure(production=settings.production)
    seal.bind([settings.secret_key, *settings.secret_key_fallbacks])
    db.bind(settings.database_url)
    jobs.bind(settings)
    storage.bind(settings.files_url)
    bells.bind(settings.redis_url)
    limits.bind(settings.redis_url)
    admits("registrations", registered)
    refuse_domains(settings.disposable_domains)
    follows("bloggers", bloggers.follow_profile)
    follows_restrictions("chat", direct.follow)
    watches("panels", follow)
    watches("chat", seasons.follow)
    knows_panels("panels", talking.session_of)
    tells_answered("panels", talking.answered_since)
    asks_scope("moderation", scope_of)
    asks_holding("moderation", holding_in_force)
    judged_by("moderation", moderating.judge)
    tells_suspected("moderation", moderating_held.SUSPECTED)
    tells_desk("moderation", moderating_held.DESK)
    audits("moderation", moderating_held.turned)
    tells_edits("moderation", recording.heard)
    asks_who_hosts("panels", talking.hosted_among)
    tells(Badge.HOST, talking.hosts_at)
    tells(Badge.BLOGGER, talking.bloggers_at)


def _doors(settings: Settings) -> list[http.Blueprint]:
    ours = [*people.doors(settings), meetings.start, meetings.meetings, notify.notices]
    return [*ours, *programme.DOORS, *panels.DOORS, *chat.DOORS, *moderation.DOORS]


def _put_before(app: Flask, settings: Settings) -> None:
    checks = live.attach(app, settings)
    snapshots = Snapshots(app.wsgi_app, _head_of)
    feed.rings(snapshots.ring)
    app.extensions["snapshots"] = snapshots
    layers: WSGIApplication = gate.safe_headers(site.static_files(snapshots), https=settings.https)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        layers = ProxyFix(layers, x_for=count, x_proto=count, x_host=count)
    app.extensions["probes"] = Probes(metrics.counted(layers), checks, token=settings.metrics_token)
    app.wsgi_app = app.extensions["probes"]  # type: ignore[method-assign] # Flask's own way to add a layer


def _head_of(stream: str) -> int:
    with db.reading() as session:
        return feed.head_of(session, stream)
