import pytest
import socketio
from flask import Flask

from backend.core import fanout
from backend.core.fanout import privates


def test_the_installed_libraries_are_the_ones_the_direct_path_knows():
    privates.check()


@pytest.mark.parametrize("name", ["_handle_event_internal", "_handle_eio_message", "_handle_connect"])
def test_a_library_without_a_name_we_lean_on_is_refused_at_start(monkeypatch, name):
    monkeypatch.delattr(socketio.Server, name)

    with pytest.raises(privates.UnknownVersion, match=f"{name}.*requirements.txt, or set FANOUT=stock"):
        fanout.attach(Flask("fireside"), origins=frozenset({"http://localhost"}))


def test_a_library_whose_name_takes_other_arguments_is_refused_at_start(monkeypatch):
    monkeypatch.setattr(socketio.Manager, "disconnect", lambda _table, _sid: None)

    with pytest.raises(privates.UnknownVersion, match=r"Manager\.disconnect"):
        privates.check()


def test_the_stock_path_starts_all_the_same(monkeypatch):
    monkeypatch.delattr(socketio.Server, "_handle_event_internal")

    fanout.attach(Flask("fireside"), origins=frozenset({"http://localhost"}), path="stock")
