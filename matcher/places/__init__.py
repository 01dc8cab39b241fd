"""Local governments by code and by everything people write for them."""

from matcher.places._codes import CodeReading, check_digit
from matcher.places._directory import Directory, load_directory
from matcher.places._distance import distance_km
from matcher.places._joint_bodies import JOINT_BODY_KIND, same_organization
from matcher.places._normalise import folded, normalised
from matcher.places._profiles import ProfileOrganization
from matcher.places._tables import Ward

__all__ = [
    "JOINT_BODY_KIND",
    "CodeReading",
    "Directory",
    "ProfileOrganization",
    "Ward",
    "check_digit",
    "distance_km",
    "folded",
    "load_directory",
    "normalised",
    "same_organization",
]
