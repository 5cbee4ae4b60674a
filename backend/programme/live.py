"""What the programme tells the feed."""

from backend.core import feed
from backend.programme import queries
from schemas.programme import SessionSchema, SpeakerSchema, StarSchema, TrackSchema

feed.carries("meeting", "track", TrackSchema, changed=queries.tracks_changed)
feed.carries("meeting", "speaker", SpeakerSchema, changed=queries.speakers_changed)
feed.carries("meeting", "session", SessionSchema, changed=queries.sessions_changed)
feed.carries("me", "star", StarSchema, changed=queries.stars_changed)
