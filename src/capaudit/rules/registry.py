"""Every rule there is, in the order of the catalogue."""

from __future__ import annotations

from capaudit.rules.alternative_text.another_person import alt_names_another_person
from capaudit.rules.alternative_text.file_name import alt_is_file_name
from capaudit.rules.alternative_text.missing import alt_missing
from capaudit.rules.alternative_text.repeats_caption import alt_repeats_caption
from capaudit.rules.article.byline import byline_incomplete
from capaudit.rules.article.encoding import encoding_guessed
from capaudit.rules.article.front_matter import front_matter_invalid
from capaudit.rules.article.ignore_unused import ignore_unused
from capaudit.rules.article.publication_date import publication_date_missing
from capaudit.rules.base import Rule
from capaudit.rules.caption.conflicts_elsewhere import caption_conflicts_elsewhere
from capaudit.rules.caption.differs_from_embedded import caption_differs_from_embedded
from capaudit.rules.caption.file_name import caption_is_file_name
from capaudit.rules.caption.garbled import caption_garbled
from capaudit.rules.caption.lacks_element import caption_lacks_element
from capaudit.rules.caption.markup import caption_markup_broken
from capaudit.rules.caption.missing import caption_missing
from capaudit.rules.caption.placeholder import caption_placeholder
from capaudit.rules.caption.repeated import caption_repeated
from capaudit.rules.caption.too_short import caption_too_short
from capaudit.rules.caption.without_image import caption_without_image
from capaudit.rules.credit.agency_differs import agency_differs_from_file
from capaudit.rules.credit.creator_differs import creator_differs_from_file
from capaudit.rules.credit.creator_misspelt import creator_misspelt
from capaudit.rules.credit.differs_elsewhere import credit_differs_elsewhere
from capaudit.rules.credit.disclosure_missing import disclosure_missing_from_credit
from capaudit.rules.credit.embedded_nowhere import credit_embedded_nowhere
from capaudit.rules.credit.house_style import credit_not_house_style
from capaudit.rules.credit.licence_incomplete import licence_incomplete
from capaudit.rules.credit.missing import credit_missing
from capaudit.rules.credit.placeholder import credit_placeholder
from capaudit.rules.credit.wrong_field import credit_in_wrong_field
from capaudit.rules.date.after_publication import caption_date_after_publication
from capaudit.rules.date.ambiguous import caption_date_ambiguous
from capaudit.rules.date.differs_from_body import caption_date_differs_from_body
from capaudit.rules.date.differs_from_file import caption_date_differs_from_file
from capaudit.rules.date.embedded_disagree import embedded_dates_disagree
from capaudit.rules.date.embedded_implausible import embedded_date_implausible
from capaudit.rules.date.file_label_on_new import file_label_on_new_photo
from capaudit.rules.date.impossible import date_impossible
from capaudit.rules.date.old_photo import old_photo_unlabelled
from capaudit.rules.date.path_after_publication import path_date_after_publication
from capaudit.rules.date.weekday import weekday_wrong
from capaudit.rules.image.case import image_case_differs
from capaudit.rules.image.dimensions import image_dimensions_differ
from capaudit.rules.image.extension import image_extension_wrong
from capaudit.rules.image.missing import image_missing
from capaudit.rules.image.near_duplicate import image_near_duplicate_conflicts
from capaudit.rules.image.outside_root import image_outside_root
from capaudit.rules.image.too_small import image_too_small
from capaudit.rules.image.unreadable import image_unreadable
from capaudit.rules.location.differs_from_file import caption_place_differs_from_file
from capaudit.rules.location.differs_from_gps import caption_place_differs_from_gps
from capaudit.rules.location.embedded_disagree import embedded_places_disagree
from capaudit.rules.location.gps_published import gps_published
from capaudit.rules.location.hierarchy import place_hierarchy_wrong
from capaudit.rules.location.name_inconsistent import place_name_inconsistent
from capaudit.rules.location.unsupported import caption_place_unsupported
from capaudit.rules.metadata.batch_pasted import metadata_batch_pasted
from capaudit.rules.metadata.blocks_disagree import metadata_blocks_disagree
from capaudit.rules.metadata.garbled import metadata_garbled
from capaudit.rules.metadata.missing import metadata_missing
from capaudit.rules.people.differs_from_file import person_differs_from_file
from capaudit.rules.people.misspelt import person_misspelt
from capaudit.rules.people.not_in_article import person_not_in_article
from capaudit.rules.rights.ai_undisclosed import ai_image_undisclosed
from capaudit.rules.rights.correction_not_carried import correction_not_carried
from capaudit.rules.rights.credentials_invalid import content_credentials_invalid
from capaudit.rules.rights.embargo import embargo_broken
from capaudit.rules.rights.expired import use_expired
from capaudit.rules.rights.killed import picture_killed
from capaudit.rules.rights.mandatory_credit import mandatory_credit_missing
from capaudit.rules.rights.restriction_unmet import restriction_unmet
from capaudit.rules.schema.article import article_schema
from capaudit.rules.schema.image import image_schema

RULES: tuple[Rule, ...] = (
    caption_missing,
    caption_placeholder,
    caption_is_file_name,
    caption_too_short,
    caption_garbled,
    caption_markup_broken,
    caption_repeated,
    caption_conflicts_elsewhere,
    caption_without_image,
    caption_lacks_element,
    caption_differs_from_embedded,
    alt_missing,
    alt_is_file_name,
    alt_repeats_caption,
    alt_names_another_person,
    credit_missing,
    credit_placeholder,
    creator_differs_from_file,
    agency_differs_from_file,
    creator_misspelt,
    disclosure_missing_from_credit,
    credit_not_house_style,
    credit_differs_elsewhere,
    credit_in_wrong_field,
    credit_embedded_nowhere,
    licence_incomplete,
    date_impossible,
    weekday_wrong,
    caption_date_after_publication,
    caption_date_differs_from_file,
    caption_date_differs_from_body,
    old_photo_unlabelled,
    file_label_on_new_photo,
    caption_date_ambiguous,
    embedded_dates_disagree,
    embedded_date_implausible,
    path_date_after_publication,
    caption_place_differs_from_file,
    caption_place_differs_from_gps,
    caption_place_unsupported,
    place_hierarchy_wrong,
    embedded_places_disagree,
    place_name_inconsistent,
    gps_published,
    person_misspelt,
    person_differs_from_file,
    person_not_in_article,
    metadata_missing,
    metadata_blocks_disagree,
    metadata_garbled,
    metadata_batch_pasted,
    embargo_broken,
    use_expired,
    restriction_unmet,
    mandatory_credit_missing,
    ai_image_undisclosed,
    content_credentials_invalid,
    picture_killed,
    correction_not_carried,
    image_missing,
    image_unreadable,
    image_extension_wrong,
    image_dimensions_differ,
    image_case_differs,
    image_outside_root,
    image_near_duplicate_conflicts,
    image_too_small,
    publication_date_missing,
    front_matter_invalid,
    byline_incomplete,
    ignore_unused,
    encoding_guessed,
    article_schema,
    image_schema,
)


def find_rule(code: str) -> Rule | None:
    """The rule of a code, whatever its case."""
    return next((rule for rule in RULES if rule.code == code.upper()), None)
