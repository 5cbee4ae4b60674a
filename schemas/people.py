"""Shapes of people: signing in, profiles, devices, roles and the door policy of the community."""

from marshmallow import EXCLUDE, Schema, fields, validate

from schemas.base import (
    LARGEST_ID,
    Bytes,
    Id,
    Input,
    Line,
    LinkInput,
    LinkSchema,
    Moment,
    Output,
    QueryWhole,
    RecordSchema,
    Text,
    WebAddress,
    Word,
)
from schemas.words import Joining, Role, Visibility

NAME, SHORT, LONG = 120, 160, 500
MOST_INTERESTS, MOST_LINKS = 12, 8


def address(**options: object) -> Line:
    """An e-mail address as typed; whether it can be one is the service's to say."""
    return Line(
        320, required=True, shortest=3, sentence="Please check the address.", metadata={"format": "email"}, **options
    )


class AskForCodeSchema(Input):
    """Ask for a sign-in code by mail."""

    email = address()


class UseCodeSchema(Input):
    """The six digits from the mail, with the address they were sent to."""

    email = address()
    code = fields.String(required=True, validate=validate.Regexp(r"^[0-9]{6}\Z", error="The code is six digits."))


class UseLinkSchema(Input):
    """The token from the mail's link."""

    token = Line(100, required=True, shortest=20)


class PersonSchema(RecordSchema):
    """A member as other members see them; never an address."""

    name = fields.String(required=True)
    affiliation = fields.String(required=True)
    headline = fields.String(required=True)
    about = fields.String(required=True)
    offers = fields.String(required=True)
    seeks = fields.String(required=True)
    interests = fields.List(fields.String(), required=True)
    links = fields.List(fields.Nested(LinkSchema), required=True)
    blog_url = fields.String(required=True)
    feed_url = fields.String(required=True)
    roles = fields.List(Word(Role), required=True)


class MeSchema(PersonSchema):
    """The signed-in person as they see themselves."""

    email = fields.String(required=True)
    visibility = Word(Visibility, required=True)
    joined_at = Moment(required=True)


class ChangeMeSchema(Input):
    """Change one's own profile; only the fields that are sent are changed."""

    name = Line(NAME, shortest=2)
    affiliation = Line(SHORT)
    headline = Line(SHORT)
    about = Text(2000)
    offers = Line(LONG)
    seeks = Line(LONG)
    interests = fields.List(Line(40, shortest=1), validate=validate.Length(max=MOST_INTERESTS))
    links = fields.List(fields.Nested(LinkInput), validate=validate.Length(max=MOST_LINKS))
    blog_url = WebAddress()
    feed_url = WebAddress()
    visibility = Word(Visibility)


class DeviceSchema(Output):
    """A signed-in browser; `current` is the one asking."""

    id = fields.Integer(required=True)
    label = fields.String(required=True)
    signed_in_at = Moment(required=True)
    seen_at = Moment(required=True)
    current = fields.Boolean(required=True)


class PasskeySchema(Output):
    """A passkey of mine; `used_at` is null until it has signed me in."""

    id = fields.Integer(required=True)
    label = fields.String(required=True)
    added_at = Moment(required=True)
    used_at = Moment(required=True, allow_none=True)


class PasskeyOptionsSchema(Output):
    """What the browser's `navigator.credentials` takes, as WebAuthn's options JSON."""

    options = fields.Dict(keys=fields.String(), required=True)


class FromTheBrowser(Schema):
    """A shape that browsers, not we, decide on and add to: what is not named is left aside."""

    class Meta:
        """Leave aside what newer browsers add."""

        unknown = EXCLUDE


class AttestationInput(FromTheBrowser):
    """What a new passkey says of itself."""

    client_data = Bytes(4096, required=True, data_key="clientDataJSON")
    attestation = Bytes(16_384, required=True, data_key="attestationObject")


class AssertionInput(FromTheBrowser):
    """What a passkey signs."""

    client_data = Bytes(4096, required=True, data_key="clientDataJSON")
    authenticator_data = Bytes(4096, required=True, data_key="authenticatorData")
    signature = Bytes(2048, required=True)


class NewCredentialInput(FromTheBrowser):
    """The browser's RegistrationResponseJSON."""

    raw_id = Bytes(1023, required=True, data_key="rawId")
    response = fields.Nested(AttestationInput, required=True)


class CredentialInput(FromTheBrowser):
    """The browser's AuthenticationResponseJSON."""

    raw_id = Bytes(1023, required=True, data_key="rawId")
    response = fields.Nested(AssertionInput, required=True)


class AddPasskeySchema(Input):
    """Add a passkey; without a `label` it is called after the browser."""

    credential = fields.Nested(NewCredentialInput, required=True)
    label = Line(80, load_default="")


class UsePasskeySchema(Input):
    """Sign in with a passkey."""

    credential = fields.Nested(CredentialInput, required=True)


class CommunitySchema(Output):
    """The community and who may join it."""

    name = fields.String(required=True)
    joining = Word(Joining, required=True)


class ChangeCommunitySchema(Input):
    """Rename the community or change who may join."""

    name = Line(NAME, shortest=2)
    joining = Word(Joining)


class InviteSchema(Input):
    """Let an address join although the community is closed."""

    email = address()
    name = Line(NAME, load_default="")


class InvitationSchema(Output):
    """An invited address; `joined` once somebody signed in with it."""

    id = fields.Integer(required=True)
    email = fields.String(required=True)
    name = fields.String(required=True)
    invited_at = Moment(required=True)
    joined = fields.Boolean(required=True)


class PageQuery(Input):
    """The page below an id; 0 for the first."""

    after = QueryWhole(0, LARGEST_ID, load_default=0)


class InvitationsPageSchema(Output):
    """A page of invitations, oldest first; `next` is the following page's `after`, null on the last."""

    invitations = fields.List(fields.Nested(InvitationSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)


class MembersQuery(PageQuery):
    """Find members: words of name, affiliation or address; a role; a page below an id."""

    q = Line(100, load_default="")
    role = Word(Role, load_default=None)


class MemberSchema(Output):
    """A member as an organiser sees them."""

    id = fields.Integer(required=True)
    email = fields.String(required=True)
    name = fields.String(required=True)
    affiliation = fields.String(required=True)
    roles = fields.List(Word(Role), required=True)
    joined_at = Moment(required=True)


class MembersPageSchema(Output):
    """A page of members in the order they joined; `next` is the following page's `after`, null on the last."""

    members = fields.List(fields.Nested(MemberSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)
    total = fields.Integer(required=True)


class DemoPersonSchema(Output):
    """Somebody of the demo community whom a tap signs in as."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    headline = fields.String(required=True)
    roles = fields.List(Word(Role), required=True)


class DemoSignInSchema(Input):
    """Sign in as one of the demo people."""

    person_id = Id(required=True)


class LetterSchema(Output):
    """A mail in the local inbox."""

    id = fields.Integer(required=True)
    to = fields.String(required=True)
    subject = fields.String(required=True)
    text = fields.String(required=True)
    written_at = Moment(required=True)
