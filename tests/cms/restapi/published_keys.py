"""The keys of the answers that plone.restapi publishes.

They are those of its `http-examples` (src/plone/restapi/tests/http-examples of plone.restapi
10, by file name) and of what Plone 6.2 answered to Volto. A key of an item of a list is
written behind the list's own: `items.title`.
"""

from __future__ import annotations

import json
from urllib.parse import quote

REDON = "/initiatives/redon-agglomeration"
PAGE = f"{REDON}/la-regie"
CRITERION = {
    "i": "portal_type",
    "o": "plone.app.querystring.operation.selection.any",
    "v": ["Initiative"],
}
CRITERIA = quote(quote(json.dumps({"query": [CRITERION]})))

COMPONENTS = """
    @components @components.actions @components.aliases @components.breadcrumbs
    @components.contextnavigation @components.navigation @components.navroot
    @components.types @components.workflow
"""
OWN = """
    @id @type UID allow_discussion contributors creators description effective
    exclude_from_nav expires id is_folderish language layout lock lock.locked lock.stealable
    parent relatedItems review_state rights subjects title type_title working_copy
    working_copy_of
"""
DATED = "created modified next_item previous_item version"
PARENT = "parent.@id parent.@type parent.description parent.title parent.type_title"
BRIEF = "@id @type description review_state title type_title"
SCALES = "great huge icon large larger listing mini preview teaser thumb tile"
PICTURE = " ".join(
    [
        "image image.content-type image.download image.filename image.height image.size",
        "image.width image.scales",
        *(
            f"image.scales.{name} image.scales.{name}.download image.scales.{name}.height"
            f" image.scales.{name}.width"
            for name in SCALES.split()
        ),
    ]
)


def below(prefix: str, keys: str) -> str:
    return " ".join(f"{prefix}.{key}" for key in keys.split())


ITEMS = "@id items items_total " + below("items", BRIEF)
NODE = """
    @id description href icon is_current is_folderish is_in_path items normalized_id
    review_state thumb title type
"""
ENTRY = "@id description items review_state title"
PROPERTY = "behavior description factory title type"

# By the example: what we are asked, and the keys of what it answers.
NEEDED: dict[str, tuple[str, str]] = {
    "siteroot": ("/", f"{COMPONENTS} {OWN} {ITEMS} table_of_contents text"),
    "folder": (REDON, f"{COMPONENTS} {OWN} {DATED} {PARENT} {ITEMS} nextPreviousEnabled"),
    "document": (
        PAGE,
        f"{COMPONENTS} {OWN} {DATED} {PARENT} changeNote table_of_contents text "
        "text.content-type text.data text.encoding versioning_enabled",
    ),
    "newsitem": (
        PAGE,
        f"{COMPONENTS} {OWN} {DATED} {PARENT} {PICTURE} changeNote image_caption text "
        "text.content-type text.data text.encoding versioning_enabled",
    ),
    "batching": (
        "/@search?b_size=1",
        f"{ITEMS} batching batching.@id batching.first batching.last batching.next",
    ),
    "actions_get": (
        f"{PAGE}/@actions",
        "object object.icon object.id object.title object_buttons object_buttons.icon "
        "object_buttons.id object_buttons.title user user.icon user.id user.title",
    ),
    "recorded: actions": (
        f"{PAGE}/@actions",
        "document_actions object object.url object_buttons portal_tabs portal_tabs.icon "
        "portal_tabs.id portal_tabs.title portal_tabs.url site_actions site_actions.icon "
        "site_actions.id site_actions.title site_actions.url user user.url",
    ),
    "aliases_get": (
        f"{PAGE}/@aliases",
        "@id items items.datetime items.manual items.path items.redirect-to items_total",
    ),
    "breadcrumbs": (f"{PAGE}/@breadcrumbs", "@id items items.@id items.title root"),
    "contextnavigation": (
        "/initiatives/@contextnavigation",
        "@id available has_custom_name items title url "
        f"{below('items', NODE)} {below('items.items', NODE)}",
    ),
    "navigation_tree": (
        "/@navigation?expand.navigation.depth=4",
        f"@id items {below('items', ENTRY)} {below('items.items', ENTRY)} "
        f"{below('items.items.items', ENTRY)} items.items.use_view_action_in_listings",
    ),
    "navroot_standard_site_get": (
        "/@navroot",
        f"@id navroot {below('navroot', OWN)} navroot.language.title navroot.language.token "
        "navroot.table_of_contents navroot.text",
    ),
    "site_get": (
        "/@site",
        "@id features features.filter_aliases_by_date features.multilingual "
        "plone.allowed_sizes plone.available_languages plone.default_language "
        "plone.portal_timezone plone.robots_txt plone.site_logo plone.site_title",
    ),
    "translations_get": (f"{PAGE}/@translations", "@id items items.@id items.language root"),
    "types": ("/@types", "@id addable id immediately_addable title"),
    "types_document": (
        "/@types/Initiative",
        "fieldsets fieldsets.behavior fieldsets.description fieldsets.fields fieldsets.id "
        "fieldsets.title layouts properties required title type "
        + " ".join(
            f"properties.{name} {below(f'properties.{name}', PROPERTY)}"
            for name in ("title", "description", "effective", "expires", "id", "exclude_from_nav")
        )
        + " properties.subjects properties.subjects.additionalItems properties.subjects.items "
        "properties.subjects.items.description properties.subjects.items.factory "
        "properties.subjects.items.title properties.subjects.items.type "
        "properties.subjects.uniqueItems properties.subjects.widgetOptions "
        "properties.subjects.widgetOptions.vocabulary "
        "properties.subjects.widgetOptions.vocabulary.@id properties.description.widget "
        "properties.effective.widget properties.exclude_from_nav.default "
        + below(
            "properties",
            "allow_discussion author_email changeNote contributors creators language "
            "relatedItems rights table_of_contents text versioning_enabled",
        ),
    ),
    "vocabularies": ("/@vocabularies", "@id title"),
    "vocabularies_get": (
        "/@vocabularies/plone.app.vocabularies.ReallyUserFriendlyTypes",
        "@id items items.title items.token items_total",
    ),
    "workflow_get": (
        f"{PAGE}/@workflow",
        "@id history history.action history.actor history.comments history.review_state "
        "history.time history.title state state.id state.title transitions "
        "transitions.@id transitions.title",
    ),
    "search": ("/@search?SearchableText=regie", ITEMS),
    "search_metadata_fields": (
        "/@search?SearchableText=regie&metadata_fields=modified&metadata_fields=created",
        f"{ITEMS} items.created items.modified",
    ),
    "search_fullobjects": (
        "/@search?SearchableText=regie&fullobjects=1",
        f"@id items items_total items.@components items.changeNote items.text "
        f"items.table_of_contents items.versioning_enabled {below('items', OWN)} "
        f"{below('items', DATED)} {below('items', PARENT)}",
    ),
    "recorded: search": (
        "/@search?SearchableText=regie",
        below(
            "items",
            "effective end getObjSize getRemoteUrl head_title image_field image_scales "
            "mime_type nav_title start",
        ),
    ),
    "recorded: search with all metadata": (
        "/@search?SearchableText=regie&metadata_fields=_all",
        below(
            "items",
            "CreationDate Creator Date Description EffectiveDate ExpirationDate "
            "ModificationDate Subject Title Type UID author_name cmf_uid commentators created "
            "effective end exclude_from_nav expires getIcon getId getObjSize getPath "
            "getRemoteUrl getURL hasPreviewImage head_title id image_field image_scales "
            "in_response_to is_folderish last_comment_date listCreators location mime_type "
            "modified nav_title portal_type start sync_uid total_comments",
        ),
    ),
    "querystringsearch_get": (f"/@querystring-search?query={CRITERIA}", ITEMS),
    "querystring_get": (
        "/@querystring",
        "@id indexes sortable_indexes "
        + " ".join(
            below(
                f"indexes.{name}",
                "description enabled fetch_vocabulary group operations operators sortable "
                "title values vocabulary",
            )
            for name in (
                "Creator",
                "SearchableText",
                "Subject",
                "created",
                "effective",
                "modified",
                "path",
                "portal_type",
                "review_state",
            )
        )
        + " "
        + below(
            "indexes.Subject.operators.plone.app.querystring.operation.selection.any",
            "description operation title widget",
        )
        + " "
        + below(
            "sortable_indexes",
            "Creator created effective getObjPositionInParent modified sortable_title",
        )
        + " "
        + below(
            "indexes",
            "Description Title effectiveRange end expires getId getObjPositionInParent "
            "getRawRelatedItems isDefaultPage isFolderish show_inactive sortable_title start",
        )
        + " "
        + below("sortable_indexes", "end expires getId review_state start"),
    ),
}
