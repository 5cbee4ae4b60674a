"""What chat tells the feed."""

from backend.chat import queries
from backend.chat.queries import held, records
from backend.core import feed
from schemas.channels import BlockSchema, ChannelSchema, ChatterSchema, MembershipSchema
from schemas.chat import MessageSchema, ReactionSchema
from schemas.holding import HeldSchema

feed.stream("channel", may_open=queries.may_hear, together=True)
feed.carries("channel", "channel", ChannelSchema, changed=records.channels_changed)
feed.carries("channel", "message", MessageSchema, changed=records.messages_changed)
feed.carries("me", "membership", MembershipSchema, changed=records.memberships_changed)
feed.carries("me", "reaction", ReactionSchema, changed=records.reactions_changed)
feed.carries("me", "block", BlockSchema, changed=records.blocks_changed)
feed.carries("me", "chatter", ChatterSchema, changed=records.chatters_changed)
feed.carries("me", "held", HeldSchema, changed=held.held_changed)
