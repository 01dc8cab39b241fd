"""Distance between the offices of local governments."""

from math import asin, cos, radians, sin, sqrt

from matcher.domain import LocalGovernment

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of GRS 80 / WGS 84 (IUGG)."""


def distance_km(a: LocalGovernment, b: LocalGovernment) -> float:
    """Great-circle distance between two offices, in kilometres (haversine formula).

    d = 2 R asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2)); 0 for the same place.
    Source: R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68(2), 1984.
    """
    latitude_a, latitude_b = radians(a.latitude), radians(b.latitude)
    half_latitude = (latitude_b - latitude_a) / 2
    half_longitude = radians(b.longitude - a.longitude) / 2
    chord = sin(half_latitude) ** 2 + cos(latitude_a) * cos(latitude_b) * sin(half_longitude) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
