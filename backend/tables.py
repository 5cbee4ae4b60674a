"""Every table, imported in one place, for migrations and for whoever needs the whole of Base.metadata."""

from backend.chat import models as chat
from backend.core import feed, history, mail
from backend.meetings import models as meetings
from backend.moderation import models as moderation
from backend.notify import models as notify
from backend.panels import models as panels
from backend.people import models as people
from backend.programme import models as programme

ALL = (feed, history, mail, people, meetings, notify, programme, panels, chat, moderation)
