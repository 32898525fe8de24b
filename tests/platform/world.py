"""Alice acts for organisation A, Bob for B, Charlie for none."""

from dataclasses import dataclass

from kechuang.platform.accounts.models import User
from kechuang.platform.orgs.models import Kind, Membership, Organisation
from kechuang.platform.tenancy.scope import organisation_scope, unrestricted
from tests.platform.tenancy.shelf.models import Agreement, Folder, Label, Note, NoteLabel, Topic


@dataclass
class Side:
    """One organisation with its person and its rows."""

    org: Organisation
    user: User
    folder: Folder
    label: Label
    notes: list[Note]

    def scope(self):
        return organisation_scope(self.org.pk, actor=self.user.pk)


@dataclass
class World:
    a: Side
    b: Side
    charlie: User
    third: Organisation
    topic: Topic
    agreement: Agreement
    """A gives, B receives."""


def make_side(name: str, kind: Kind, topic: Topic, sizes: list[int]) -> Side:
    org = Organisation.objects.create(name=f"Organisation {name}", kind=kind)
    user = User.objects.create_user(f"{name}@example.com", "pass", name=name)
    Membership.objects.create(organisation=org, user=user)
    folder = Folder.objects.create(organisation=org, name=f"folder {name}")
    label = Label.objects.create(organisation=org, name=f"label {name}")
    notes = [
        Note.objects.create(organisation=org, folder=folder, topic=topic, text=f"{name}{size}", size=size)
        for size in sizes
    ]
    for note in notes:
        NoteLabel.objects.create(organisation=org, note=note, label=label)
    return Side(org, user, folder, label, notes)


def make_world() -> World:
    with unrestricted("set up"):
        topic = Topic.objects.create(name="alloys")
        a = make_side("alice", Kind.ENTERPRISE, topic, [1, 2, 4])
        b = make_side("bob", Kind.BANK, topic, [8, 16])
        third = Organisation.objects.create(name="Organisation charlie", kind=Kind.AGENCY)
        charlie = User.objects.create_user("charlie@example.com", "pass")
        agreement = Agreement.objects.create(owner_org=a.org, partner_org=b.org, subject="loan")
        Agreement.objects.create(owner_org=a.org, partner_org=third, subject="audit")
    return World(a, b, charlie, third, topic, agreement)
