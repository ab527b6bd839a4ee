"""Models of the cms app, by concept. This is their stable import path."""

from cms.listing.row import ListingRow, ListingTerm
from cms.listing.tombstone import Tombstone
from cms.listing.version import ListingVersion
from cms.models.alliance import Alliance, Membership, Partnership
from cms.models.contribution import ContributionMail, ContributionRequest
from cms.models.cycle import CycleIndexPage, CyclePage
from cms.models.directory import DirectoryPage
from cms.models.home import HomePage
from cms.models.initiative import Funding, InitiativeIndexPage, InitiativePage
from cms.models.look import Look
from cms.models.member_folder import MemberFolder
from cms.models.office import Office
from cms.models.organisation import Organisation
from cms.models.provenance import Provenance
from cms.models.resource import Recipient, ResourceIndexPage, ResourcePage
from cms.models.session import SessionPage
from cms.models.session_rows import SessionDocument, SessionSpeaker
from cms.models.standard import StandardPage
from cms.models.tag import PageTag
from cms.models.territory import FormerCommune, PageTerritory, Territory
from cms.models.topic import Topic
from cms.models.triage import Triage
from cms.models.video import VideoIndexPage, VideoPage

__all__ = [
    "Alliance",
    "ContributionMail",
    "ContributionRequest",
    "CycleIndexPage",
    "CyclePage",
    "DirectoryPage",
    "FormerCommune",
    "Funding",
    "HomePage",
    "InitiativeIndexPage",
    "InitiativePage",
    "ListingRow",
    "ListingTerm",
    "ListingVersion",
    "Look",
    "MemberFolder",
    "Membership",
    "Office",
    "Organisation",
    "PageTag",
    "PageTerritory",
    "Partnership",
    "Provenance",
    "Recipient",
    "ResourceIndexPage",
    "ResourcePage",
    "SessionDocument",
    "SessionPage",
    "SessionSpeaker",
    "StandardPage",
    "Territory",
    "Tombstone",
    "Topic",
    "Triage",
    "VideoIndexPage",
    "VideoPage",
]
