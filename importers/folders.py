"""Where imported initiatives are put: under their member, or under the alliance's own folder."""

from __future__ import annotations

from cms.domain import authoring
from cms.models import Alliance, InitiativeIndexPage, MemberFolder, Organisation
from importers.sources import SourceError

SHARED_SLUG = "alliance"


class Folders:
    """The folders of an alliance's list of initiatives; one that is missing is made."""

    def __init__(self, alliance: Alliance) -> None:
        index = InitiativeIndexPage.objects.descendant_of(alliance.site.root_page).first()
        if index is None:
            raise SourceError(
                "Le site n’a pas de page « liste des initiatives » : créez-la sous l’accueil, "
                "puis recommencez."
            )
        self.index = index
        folders = MemberFolder.objects.child_of(index)
        self.by_member: dict[int | None, MemberFolder] = {
            folder.organisation_id: folder for folder in folders if folder.organisation_id
        }
        if shared := folders.filter(slug=SHARED_SLUG).first():
            self.by_member[None] = shared

    def of(self, member: int | None) -> MemberFolder:
        """Return the folder of a member, given by its organisation, or that of shared work."""
        if member not in self.by_member:
            self.by_member[member] = self._made(member)
        return self.by_member[member]

    def _made(self, member: int | None) -> MemberFolder:
        if member is None:
            folder = MemberFolder(title="Alliance", slug=SHARED_SLUG)
        else:
            organisation = Organisation.objects.get(pk=member)
            folder = MemberFolder(title=organisation.name, organisation=organisation)
        return authoring.create(self.index, folder, publish=True)
