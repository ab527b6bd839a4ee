"""Models of the cms app, by concept. This is their stable import path."""

from cms.listing.row import ListingRow, ListingTerm
from cms.listing.tombstone import Tombstone
from cms.listing.version import ListingVersion
from cms.models.agenda import AgendaPage
from cms.models.alliance import Alliance, Membership, Partnership
from cms.models.contribution import ContributionMail, ContributionRequest
from cms.models.cycle import CycleIndexPage, CyclePage
from cms.models.cycle_rows import (
    CycleDeliverable,
    CycleLead,
    CyclePartner,
    CycleRelatedPage,
    CycleStatement,
)
from cms.models.decision import DecisionPage
from cms.models.directory import DirectoryPage
from cms.models.home import HomePage
from cms.models.initiative import InitiativeIndexPage, InitiativePage
from cms.models.initiative_rows import (
    Funding,
    InitiativeDocument,
    InitiativePartner,
    InitiativePicture,
    InitiativeRelatedPage,
    InitiativeStep,
    InitiativeVideo,
)
from cms.models.look import Look
from cms.models.member_folder import MemberFolder
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.office import Office
from cms.models.organisation import Organisation
from cms.models.programme import ProgrammeIndexPage, ProgrammePage
from cms.models.programme_means import ProgrammePayment, ProgrammeTerritory
from cms.models.programme_rows import (
    ProgrammeAgreement,
    ProgrammeContact,
    ProgrammePillar,
    ProgrammePlan,
)
from cms.models.provenance import Provenance
from cms.models.reminder import Reminder
from cms.models.report import ReportDocument, ReportIndexPage, ReportPage, ReportSignatory
from cms.models.resource import Recipient, ResourceIndexPage, ResourcePage
from cms.models.review_task import ReviewTask
from cms.models.roadmap import GovernanceBody, RoadmapIndexPage, RoadmapPage
from cms.models.roadmap_version import RoadmapVersionPage
from cms.models.role import RoleGroup
from cms.models.session import SessionPage
from cms.models.session_rows import SessionAttendance, SessionDocument, SessionSpeaker
from cms.models.standard import StandardPage
from cms.models.tag import PageTag
from cms.models.territory import FormerCommune, PageTerritory, Territory
from cms.models.topic import Topic
from cms.models.triage import Triage
from cms.models.video import VideoIndexPage, VideoPage, VideoSeriesPage
from cms.models.video_rows import VideoCaption, VideoChapter

__all__ = [
    "AgendaPage",
    "Alliance",
    "ContributionMail",
    "ContributionRequest",
    "CycleDeliverable",
    "CycleIndexPage",
    "CycleLead",
    "CyclePage",
    "CyclePartner",
    "CycleRelatedPage",
    "CycleStatement",
    "DecisionPage",
    "DirectoryPage",
    "FormerCommune",
    "Funding",
    "GovernanceBody",
    "HomePage",
    "InitiativeDocument",
    "InitiativeIndexPage",
    "InitiativePage",
    "InitiativePartner",
    "InitiativePicture",
    "InitiativeRelatedPage",
    "InitiativeStep",
    "InitiativeVideo",
    "ListingRow",
    "ListingTerm",
    "ListingVersion",
    "Look",
    "MemberFolder",
    "Membership",
    "NewsIndexPage",
    "NewsPage",
    "Office",
    "Organisation",
    "PageTag",
    "PageTerritory",
    "Partnership",
    "ProgrammeAgreement",
    "ProgrammeContact",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "ProgrammePayment",
    "ProgrammePillar",
    "ProgrammePlan",
    "ProgrammeTerritory",
    "Provenance",
    "Recipient",
    "Reminder",
    "ReportDocument",
    "ReportIndexPage",
    "ReportPage",
    "ReportSignatory",
    "ResourceIndexPage",
    "ResourcePage",
    "ReviewTask",
    "RoadmapIndexPage",
    "RoadmapPage",
    "RoadmapVersionPage",
    "RoleGroup",
    "SessionAttendance",
    "SessionDocument",
    "SessionPage",
    "SessionSpeaker",
    "StandardPage",
    "Territory",
    "Tombstone",
    "Topic",
    "Triage",
    "VideoCaption",
    "VideoChapter",
    "VideoIndexPage",
    "VideoPage",
    "VideoSeriesPage",
]
