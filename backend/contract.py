"""`python -m backend.contract`: write schemas/openapi.json from the doors and their shapes."""

import json
from pathlib import Path

from backend.app import create_app
from backend.settings import Settings

PATH = Path(__file__).parent.parent / "schemas" / "openapi.json"


def openapi() -> str:
    """The contract of every door, those of the demo too, as JSON text."""
    settings = Settings(
        database_url="sqlite://",
        public_url="http://localhost:8000",
        secret_key="only-to-write-the-contract-0123456789",  # noqa: S106 - guards nothing
        demo=True,
    )
    app = create_app(settings)
    spec = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return json.dumps(spec, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(openapi(), encoding="utf-8")
